using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>How a context is told of its database: the one place where a provider's options are said.</summary>
public static class DatabaseOptions
{
    public static DbContextOptionsBuilder UseBookingDatabase(
        this DbContextOptionsBuilder options, DatabaseDialect dialect, string connectionString) => (dialect switch
        {
            // SQLite builds a table anew with foreign keys off, which no transaction can hold, and EF warns of that at every
            // first start. What helps is a copy of the file before a new version (docs/operating.md).
            DatabaseDialect.Sqlite => options.UseSqlite(connectionString)
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)),
            DatabaseDialect.SqlServer => options
                .UseSqlServer(connectionString, server => server.ExecutionStrategy(dependencies => new BookingExecutionStrategy(dependencies)))
                .AddInterceptors(new SqlServerSession()),
        }).AddInterceptors(CapacityProjection.Instance);
}
