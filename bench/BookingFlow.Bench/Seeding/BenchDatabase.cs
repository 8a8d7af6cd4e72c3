using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Seeding;

/// <summary>A database that a measurement fills before the program sees it, and that goes away with the measurement.</summary>
public sealed class BenchDatabase : IAsyncDisposable
{
    private BenchDatabase(DatabaseDialect dialect, string connectionString) => (Dialect, ConnectionString) = (dialect, connectionString);

    public DatabaseDialect Dialect { get; }

    /// <summary>As it stands in the program's settings.</summary>
    public string ConnectionString { get; }

    /// <summary>With the program's own tables, and nothing in them.</summary>
    /// <param name="folder">Where the SQLite file is put: on a real disk, or a commit costs nothing.</param>
    /// <param name="sqlServer">The server on which a database may be made; needed for SQL Server alone.</param>
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
            // As the program does at its start.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        }

        return database;
    }

    /// <summary>A context as the program makes it: by the same options, and so with the same settings of the connection.</summary>
    public BookingDbContext CreateDbContext() => Dialect switch
    {
        DatabaseDialect.Sqlite => new SqliteBookingDbContext(Options<SqliteBookingDbContext>()),
        DatabaseDialect.SqlServer => new SqlServerBookingDbContext(Options<SqlServerBookingDbContext>()),
    };

    public async ValueTask DisposeAsync()
    {
        await using var db = CreateDbContext();
        await db.Database.EnsureDeletedAsync();
        SqliteConnection.ClearAllPools();
    }

    private DbContextOptions<TContext> Options<TContext>()
        where TContext : BookingDbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.UseBookingDatabase(Dialect, ConnectionString);
        return options.Options;
    }
}
