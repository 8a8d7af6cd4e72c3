using Microsoft.Data.Sqlite;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Classifies the exceptions of SQLite by its result codes.</summary>
internal static class SqliteFaults
{
    private const int ResultUnique = 2067;
    private const int ResultPrimaryKey = 1555;

    /// <summary>READONLY_DBMOVED: the file was moved, deleted or replaced while it was open.</summary>
    private const int ResultFileMoved = 1032;

    /// <summary>IOERR_SHMSIZE: no space for the index of the write-ahead log.</summary>
    private const int ResultIndexFull = 4874;

    /// <returns>Null for an error of the statement or its data.</returns>
    public static DatabaseFault? Of(SqliteException exception) => (exception.SqliteErrorCode, exception.SqliteExtendedErrorCode) switch
    {
        // BUSY, LOCKED, PROTOCOL
        (5 or 6 or 15, _) => DatabaseFault.Timeout,
        // NOMEM
        (7, _) => DatabaseFault.Overloaded,
        (_, ResultFileMoved) => DatabaseFault.FileMissing,
        // PERM, READONLY
        (3 or 8, _) => DatabaseFault.ReadOnly,
        (_, ResultIndexFull) => DatabaseFault.DiskFull,
        // IOERR
        (10, _) => DatabaseFault.DiskError,
        // CORRUPT, NOTADB
        (11 or 26, _) => DatabaseFault.Corrupt,
        // FULL
        (13, _) => DatabaseFault.DiskFull,
        // CANTOPEN
        (14, _) => DatabaseFault.FileMissing,
        _ => null,
    };

    public static bool IsUniqueViolation(SqliteException exception) => exception.SqliteExtendedErrorCode is ResultUnique or ResultPrimaryKey;
}
