using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Configures the options of a context for its database provider.</summary>
public static class DatabaseOptions
{
    public static DbContextOptionsBuilder UseBookingDatabase(
        this DbContextOptionsBuilder options, DatabaseDialect dialect, string connectionString) => (dialect switch
        {
            // EF warns at each migration that SQLite rebuilds tables outside a transaction, because foreign keys can only be turned off there.
            // This cannot be changed; docs/operating/upgrade.md asks for a copy of the file before each new version.
            DatabaseDialect.Sqlite => options.UseSqlite(connectionString)
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning))
                .AddInterceptors(new SqliteSession()),
            DatabaseDialect.SqlServer => options
                .UseSqlServer(connectionString, server => server.ExecutionStrategy(dependencies => new BookingExecutionStrategy(dependencies)))
                .AddInterceptors(new SqlServerSession()),
        }).AddInterceptors(CapacityProjection.Instance)
            // Each exception is thrown to its caller, which answers or logs it: faults once, by DatabaseFaultLog.
            .ConfigureWarnings(warnings => warnings.Log(
                (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug)));
}
