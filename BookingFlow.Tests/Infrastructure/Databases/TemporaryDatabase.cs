using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>A database for one test, deleted when it is disposed of.</summary>
/// <remarks>
/// On SQLite it is a copy of a migrated file that is created once per test process, so that not every test runs the migrations. On SQL Server it
/// is created on the server named by <see cref="Requirements.SqlServer"/>, and the test is skipped without one.
/// </remarks>
public sealed class TemporaryDatabase : IDbContextFactory<BookingDbContext>, IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> MigratedFile = new(CreateMigratedFileAsync);
    private readonly DirectoryInfo _folder;
    private bool _isOfOtherProcess;

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
        Write = WriteTransactions.Create(this, Metrics.Booking);
    }

    public DatabaseDialect Dialect { get; }

    /// <summary>Absolute path of the database file. Not used on SQL Server.</summary>
    public string File { get; }

    public string ConnectionString { get; }

    public WriteTransaction Write { get; }

    /// <summary>Metrics of the write transactions and use cases on this database.</summary>
    public TestMetrics Metrics { get; } = new();

    public static async Task<TemporaryDatabase> CreateAsync(DatabaseDialect dialect = DatabaseDialect.Sqlite)
    {
        var database = new TemporaryDatabase(dialect, Directory.CreateTempSubdirectory("bookingflow-test-"));
        if (dialect == DatabaseDialect.Sqlite)
        {
            await System.IO.File.WriteAllBytesAsync(database.File, await MigratedFile.Value);
        }
        else
        {
            await using var db = database.CreateDbContext();
            await db.Database.MigrateAsync();
        }

        return database;
    }

    /// <summary>Creates the folder for a SQLite file, but not the file.</summary>
    public static TemporaryDatabase WithoutFile() => new(DatabaseDialect.Sqlite, Directory.CreateTempSubdirectory("bookingflow-test-"));

    /// <summary>Opens the SQLite file of a database that another process has created, and will delete.</summary>
    /// <param name="file">Absolute path.</param>
    public static TemporaryDatabase OfOtherProcess(string file) =>
        new(DatabaseDialect.Sqlite, new DirectoryInfo(Path.GetDirectoryName(file)!)) { _isOfOtherProcess = true };

    /// <summary>Called by <see cref="CreateDbContext"/>, because a test may change data that the running program has cached; null: no call.</summary>
    public Action? ContextCreated { get; set; }

    public BookingDbContext CreateDbContext()
    {
        ContextCreated?.Invoke();
        return Dialect switch
        {
            DatabaseDialect.Sqlite => new SqliteBookingDbContext(Options<SqliteBookingDbContext>()),
            DatabaseDialect.SqlServer => new SqlServerBookingDbContext(Options<SqlServerBookingDbContext>()),
        };
    }

    /// <summary>Stores entities.</summary>
    public async Task AddAsync(params object[] entities)
    {
        await using var db = CreateDbContext();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    /// <summary>Runs a query in a new context, so that it reads stored rows and not tracked entities.</summary>
    public async Task<T> ReadAsync<T>(Func<BookingDbContext, Task<T>> query)
    {
        await using var db = CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        if (Dialect == DatabaseDialect.SqlServer)
        {
            await using var db = CreateDbContext();
            await db.Database.EnsureDeletedAsync();
        }
        else
        {
            CloseConnections();
        }

        if (!_isOfOtherProcess)
        {
            _folder.Delete(recursive: true);
        }
    }

    private static async Task<byte[]> CreateMigratedFileAsync()
    {
        await using var template = new TemporaryDatabase(DatabaseDialect.Sqlite, Directory.CreateTempSubdirectory("bookingflow-template-"));
        await using (var db = template.CreateDbContext())
        {
            await db.Database.MigrateAsync();
        }

        // Closing the last connection moves the write-ahead log into the file.
        template.CloseConnections();
        return await System.IO.File.ReadAllBytesAsync(template.File);
    }

    private DbContextOptions<TContext> Options<TContext>()
        where TContext : BookingDbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        options.UseBookingDatabase(Dialect, ConnectionString);
        return options.Options;
    }

    private void CloseConnections()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
