using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Classifies the exceptions of both databases, and says how each fault is answered.</summary>
public static class DatabaseFaults
{
    /// <summary>Finds the fault that the exception, or an inner one, means.</summary>
    /// <returns>Null for null, and for any other exception, such as a fault of the program.</returns>
    public static DatabaseFault? Of(Exception? exception) => exception switch
    {
        null => null,
        DatabaseBusyException busy => busy.Fault,
        SqliteException sqlite when SqliteFaults.Of(sqlite) is { } fault => fault,
        SqlException sqlServer when SqlServerFaults.Of(sqlServer) is { } fault => fault,
        RetryLimitExceededException retried => Of(retried.InnerException) ?? DatabaseFault.Timeout,
        _ => Of(exception.InnerException),
    };

    /// <summary>
    /// Maps a fault to the failure that is returned: Busy if the same request is likely to succeed in a moment, Unavailable if an operator has to
    /// do something first.
    /// </summary>
    public static Failure ToFailure(DatabaseFault fault) => fault switch
    {
        DatabaseFault.NoConnection or DatabaseFault.Timeout or DatabaseFault.Deadlock or DatabaseFault.Overloaded => Failure.Busy(),
        DatabaseFault.ServerUnreachable or DatabaseFault.LoginRefused or DatabaseFault.ReadOnly or DatabaseFault.DiskFull
            or DatabaseFault.FileMissing or DatabaseFault.Corrupt or DatabaseFault.DiskError => Failure.Unavailable(),
    };

    /// <summary>What an operator must do about a fault: whole sentences, for the log.</summary>
    public static string Advice(DatabaseFault fault) => fault switch
    {
        DatabaseFault.NoConnection =>
            "No connection to the database was free in time. If it lasts, look at the server for sessions that wait or hold locks; "
            + "if there are none, raise Max Pool Size in the connection string.",
        DatabaseFault.Timeout =>
            "A lock or a command of the database took longer than its timeout. If it lasts, look for another process that holds the database, "
            + "such as a backup or a shell.",
        DatabaseFault.Deadlock =>
            "The server ended a transaction to resolve a deadlock. If it is repeated, look for other programs that write to the database.",
        DatabaseFault.Overloaded =>
            "The database is short of memory or over a limit of its service. Give it more, or stop what else runs beside it.",
        DatabaseFault.ServerUnreachable =>
            "The database server does not answer. Check that it is running, the network, and the address in ConnectionStrings:BookingFlow.",
        DatabaseFault.LoginRefused =>
            "The database server refused the login. Check the database, the user and the password in ConnectionStrings:BookingFlow, "
            + "and the login's rights.",
        DatabaseFault.ReadOnly =>
            "The database cannot be written. Check the rights of its file and folder, and whether the file system or the database is read-only.",
        DatabaseFault.DiskFull =>
            "There is no space left for the database. Free space on its disk, or raise the limit of its size.",
        DatabaseFault.FileMissing =>
            "The file of the database cannot be opened. Check that its folder is mounted and its file is there, with the rights to read and write.",
        DatabaseFault.Corrupt =>
            "The file of the database is damaged. Stop the program, keep a copy of the file, and restore the newest backup.",
        DatabaseFault.DiskError =>
            "The disk of the database reported an error. Check the log of the machine, the disk and its file system, and make a backup.",
    };

    /// <summary>
    /// Whether pooled connections to a SQLite file must be closed, because they would keep using the file as it was before it is restored.
    /// </summary>
    public static bool InvalidatesConnections(DatabaseFault fault) => fault is DatabaseFault.FileMissing or DatabaseFault.Corrupt
        or DatabaseFault.DiskError or DatabaseFault.ReadOnly;

    /// <summary>Whether a save failed because another write has stored the same unique value.</summary>
    public static bool IsUniqueViolation(DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException sqlite => SqliteFaults.IsUniqueViolation(sqlite),
        SqlException sqlServer => SqlServerFaults.IsUniqueViolation(sqlServer),
        _ => false,
    };
}
