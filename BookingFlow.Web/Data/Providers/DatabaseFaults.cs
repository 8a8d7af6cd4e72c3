using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Classifies database exceptions by the providers' error numbers, which no other class knows.</summary>
public static class DatabaseFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;
    private const int SqlServerLockTimeout = 1222;
    private const int SqlServerCommandTimeout = -2;
    private const int SqlServerDeadlockVictim = 1205;
    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueConstraint = 2627;

    /// <summary>
    /// Whether the exception, or an inner one, means that a lock or the database was not free in time. It is answered with
    /// <see cref="FailureKind.Busy"/>; nothing was changed.
    /// </summary>
    public static bool IsBusy(Exception? exception) => exception switch
    {
        null => false,
        DatabaseBusyException => true,
        RetryLimitExceededException => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        SqlException { Number: SqlServerLockTimeout or SqlServerCommandTimeout or SqlServerDeadlockVictim } => true,
        _ => IsBusy(exception.InnerException),
    };

    /// <summary>Whether a save failed because another write has stored the same unique value.</summary>
    public static bool IsUniqueViolation(DbUpdateException exception) => exception.InnerException switch
    {
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } => true,
        SqlException { Number: SqlServerUniqueIndex or SqlServerUniqueConstraint } => true,
        _ => false,
    };

    /// <summary>Whether it is a timeout of SQL Server that <see cref="BookingExecutionStrategy"/> must not retry.</summary>
    public static bool IsLockOrCommandTimeout(Exception exception) =>
        exception is SqlException { Number: SqlServerLockTimeout or SqlServerCommandTimeout };
}
