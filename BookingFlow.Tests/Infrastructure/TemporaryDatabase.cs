using BookingFlow.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>
/// A real SQLite database in a file of its own, which goes away with the test. It is a copy of one that is created
/// once in a test process, so that a test does not pay for the schema.
/// </summary>
public sealed class TemporaryDatabase : IDbContextFactory<BookingDbContext>, IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> Empty = new(CreateEmptyAsync);
    private readonly DirectoryInfo _folder;
    private readonly DbContextOptions<SqliteBookingDbContext> _options;

    private TemporaryDatabase(DirectoryInfo folder)
    {
        _folder = folder;
        File = Path.Combine(folder.FullName, "bookingflow.db");
        _options = new DbContextOptionsBuilder<SqliteBookingDbContext>().UseSqlite(ConnectionString).Options;
        Write = new WriteTransaction(this, NullLogger<WriteTransaction>.Instance);
    }

    /// <summary>The database file's absolute path.</summary>
    public string File { get; }

    /// <summary>As it would stand in the settings.</summary>
    public string ConnectionString => $"Data Source={File}";

    public WriteTransaction Write { get; }

    public static async Task<TemporaryDatabase> CreateAsync()
    {
        var database = new TemporaryDatabase(Directory.CreateTempSubdirectory("bookingflow-test-"));
        await System.IO.File.WriteAllBytesAsync(database.File, await Empty.Value);
        return database;
    }

    public BookingDbContext CreateDbContext() => new SqliteBookingDbContext(_options);

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

    public ValueTask DisposeAsync()
    {
        LetGo();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> CreateEmptyAsync()
    {
        await using var template = new TemporaryDatabase(Directory.CreateTempSubdirectory("bookingflow-template-"));
        await using (var db = template.CreateDbContext())
        {
            await CreateSchemaAsync(db);
        }

        // The last connection to close moves the write-ahead log into the file.
        template.LetGo();
        return await System.IO.File.ReadAllBytesAsync(template.File);
    }

    private static Task CreateSchemaAsync(BookingDbContext db) => db.Database.MigrateAsync();

    private void LetGo()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
