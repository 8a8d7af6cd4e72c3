using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>
/// A real database of its own, which goes away with the test. On SQLite it is a file, the copy of one that is created
/// once in a test process, so that a test does not pay for the schema; on SQL Server it is created and dropped on the
/// server that the machine names, and the test is left out where it names none.
/// </summary>
public sealed class TemporaryDatabase : IDbContextFactory<BookingDbContext>, IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> Empty = new(CreateEmptyAsync);
    private readonly DirectoryInfo _folder;

    private TemporaryDatabase(DatabaseDialect dialect, DirectoryInfo folder)
    {
        (Dialect, _folder) = (dialect, folder);
        File = Path.Combine(folder.FullName, "bookingflow.db");
        ConnectionString = dialect switch
        {
            DatabaseDialect.Sqlite => $"Data Source={File}",
            DatabaseDialect.SqlServer =>
                new SqlConnectionStringBuilder(Requirements.SqlServer()) { InitialCatalog = $"BookingFlowTest_{Guid.NewGuid():N}" }.ToString(),
        };
        Write = Writes.To(this, Counted.House);
    }

    public DatabaseDialect Dialect { get; }

    /// <summary>The database file's absolute path, on SQLite.</summary>
    public string File { get; }

    /// <summary>As it would stand in the settings.</summary>
    public string ConnectionString { get; }

    public WriteTransaction Write { get; }

    /// <summary>What a house on this database counts.</summary>
    public CountedMetrics Counted { get; } = new();

    public static async Task<TemporaryDatabase> CreateAsync(DatabaseDialect dialect = DatabaseDialect.Sqlite)
    {
        var database = new TemporaryDatabase(dialect, Directory.CreateTempSubdirectory("bookingflow-test-"));
        if (dialect == DatabaseDialect.Sqlite)
        {
            await System.IO.File.WriteAllBytesAsync(database.File, await Empty.Value);
        }
        else
        {
            await using var db = database.CreateDbContext();
            await db.Database.MigrateAsync();
        }

        return database;
    }

    /// <summary>A place for a SQLite file that does not exist yet.</summary>
    public static TemporaryDatabase Missing() => new(DatabaseDialect.Sqlite, Directory.CreateTempSubdirectory("bookingflow-test-"));

    /// <summary>Told when somebody opens it, who may change something behind a program's back.</summary>
    public Action? Opened { get; set; }

    public BookingDbContext CreateDbContext()
    {
        Opened?.Invoke();
        return Dialect switch
        {
            DatabaseDialect.Sqlite => new SqliteBookingDbContext(Options<SqliteBookingDbContext>()),
            DatabaseDialect.SqlServer => new SqlServerBookingDbContext(Options<SqlServerBookingDbContext>()),
        };
    }

    /// <summary>Stores what a test begins with.</summary>
    public async Task AddAsync(params object[] entities)
    {
        await using var db = CreateDbContext();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    /// <summary>Reads in a context of its own, so that nothing remembered is taken for something stored.</summary>
    public async Task<T> ReadAsync<T>(Func<BookingDbContext, Task<T>> query)
    {
        await using var db = CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        Counted.Dispose();
        if (Dialect == DatabaseDialect.SqlServer)
        {
            await using var db = CreateDbContext();
            await db.Database.EnsureDeletedAsync();
        }
        else
        {
            LetGo();
        }

        _folder.Delete(recursive: true);
    }

    private static async Task<byte[]> CreateEmptyAsync()
    {
        await using var template = new TemporaryDatabase(DatabaseDialect.Sqlite, Directory.CreateTempSubdirectory("bookingflow-template-"));
        await using (var db = template.CreateDbContext())
        {
            await db.Database.MigrateAsync();
        }

        // The last connection to close moves the write-ahead log into the file.
        template.LetGo();
        return await System.IO.File.ReadAllBytesAsync(template.File);
    }

    private DbContextOptions<TContext> Options<TContext>()
        where TContext : BookingDbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.UseBookingDatabase(Dialect, ConnectionString);
        return options.Options;
    }

    private void LetGo()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
