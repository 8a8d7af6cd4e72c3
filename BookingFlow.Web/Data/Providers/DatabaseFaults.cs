using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>What a database's error numbers mean to us. The only place that knows them.</summary>
public static class DatabaseFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqlServerLockTimeout = 1222;
    private const int SqlServerCommandTimeout = -2;
    private const int SqlServerDeadlockVictim = 1205;

    /// <summary>A lock or the database could not be had in time: told as Busy, nothing was changed.</summary>
    public static bool IsBusy(Exception? exception) => exception switch
    {
        null => false,
        DatabaseBusyException => true,
        RetryLimitExceededException => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        SqlException { Number: SqlServerLockTimeout or SqlServerCommandTimeout or SqlServerDeadlockVictim } => true,
        _ => IsBusy(exception.InnerException),
    };

    /// <summary>Somebody else wrote the same unique value first.</summary>
    public static bool IsUniqueViolation(DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } => true,
        SqlException { Number: 2601 or 2627 } => true,
        _ => false,
    };

    /// <summary>Errors of SQL Server that the retrying strategy shall hand on at once, to be told as Busy.</summary>
    public static bool IsOurOwnTimeout(Exception exception) =>
        exception is SqlException { Number: SqlServerLockTimeout or SqlServerCommandTimeout };
}
