using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Bench.Seeding;

/// <summary>A database for one measurement; disposing deletes it.</summary>
public sealed class BenchDatabase : IAsyncDisposable
{
    private BenchDatabase(DatabaseDialect dialect, string connectionString) => (Dialect, ConnectionString) = (dialect, connectionString);

    public DatabaseDialect Dialect { get; }

    /// <summary>The connection string for the program's settings.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates an empty database with the program's schema.</summary>
    /// <param name="folder">Folder for the SQLite file. It must be on a real disk; in memory a commit costs nothing.</param>
    /// <param name="sqlServer">Connection string of the SQL Server on which to create it; null for SQLite.</param>
    public static async Task<BenchDatabase> CreateAsync(DatabaseDialect dialect, DirectoryInfo folder, string? sqlServer)
    {
        var name = $"BookingFlowBench_{Guid.NewGuid():N}";
        var database = new BenchDatabase(dialect, dialect switch
        {
            DatabaseDialect.Sqlite => $"Data Source={Path.Combine(folder.FullName, name + ".db")}",
            DatabaseDialect.SqlServer => new SqlConnectionStringBuilder(sqlServer) { InitialCatalog = name }.ToString(),
        });
        await using var db = database.CreateDbContext();
        await db.Database.MigrateAsync();
        if (dialect == DatabaseDialect.Sqlite)
        {
            // As the program does at startup.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        }

        return database;
    }

    /// <summary>Creates a context with the program's own options and connection settings.</summary>
    public BookingDbContext CreateDbContext(params IInterceptor[] interceptors) => Dialect switch
    {
        DatabaseDialect.Sqlite => new SqliteBookingDbContext(Options<SqliteBookingDbContext>(interceptors)),
        DatabaseDialect.SqlServer => new SqlServerBookingDbContext(Options<SqlServerBookingDbContext>(interceptors)),
    };

    public async ValueTask DisposeAsync()
    {
        await using var db = CreateDbContext();
        await db.Database.EnsureDeletedAsync();
        SqliteConnection.ClearAllPools();
    }

    private DbContextOptions<TContext> Options<TContext>(IInterceptor[] interceptors)
        where TContext : BookingDbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.UseBookingDatabase(Dialect, ConnectionString);
        return options.AddInterceptors(interceptors).Options;
    }
}
