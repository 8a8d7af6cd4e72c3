using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>How a context is told of its database: the one place where a provider's options are said.</summary>
public static class DatabaseOptions
{
    public static DbContextOptionsBuilder UseBookingDatabase(this DbContextOptionsBuilder options, DatabaseDialect dialect, string connectionString) => dialect switch
    {
        DatabaseDialect.Sqlite => options.UseSqlite(connectionString),
        DatabaseDialect.SqlServer => options
            .UseSqlServer(connectionString, server => server.ExecutionStrategy(dependencies => new BookingExecutionStrategy(dependencies)))
            .AddInterceptors(new SqlServerSession()),
    };
}
