namespace BookingFlow.Web.Data.Providers;

/// <summary>All faults of the database and its machine that are answered with 503 instead of 500.</summary>
/// <remarks>
/// A closed set: a <c>switch</c> over it must handle every member, or the build fails (CS8509). All other exceptions are faults of the program
/// (docs/decisions/0053).
/// </remarks>
public enum DatabaseFault
{
    /// <summary>No connection was free in time: the pool is exhausted, or the server was slow to accept the login.</summary>
    NoConnection,

    /// <summary>A lock or a command took longer than its timeout.</summary>
    Timeout,

    /// <summary>The transaction was ended to resolve a deadlock.</summary>
    Deadlock,

    /// <summary>The database is short of memory or over a limit of its service.</summary>
    Overloaded,

    /// <summary>The server does not answer, or ended the connection.</summary>
    ServerUnreachable,

    /// <summary>The server refused the login, or does not have the database.</summary>
    LoginRefused,

    /// <summary>The database cannot be written.</summary>
    ReadOnly,

    /// <summary>The disk, or the limit of the database's size, is full.</summary>
    DiskFull,

    /// <summary>The database's file does not exist or cannot be opened.</summary>
    FileMissing,

    /// <summary>The database's file is damaged.</summary>
    Corrupt,

    /// <summary>The disk reported an error.</summary>
    DiskError,
}
