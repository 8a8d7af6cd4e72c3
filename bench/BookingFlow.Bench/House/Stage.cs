using System.Diagnostics;
using System.Globalization;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.House;

/// <summary>What every measurement stands on: the published programs, the disk, the mail server, and how many rounds are wanted.</summary>
public sealed class Stage : IDisposable
{
    /// <summary>Names a SQL Server on which databases may be made and dropped.</summary>
    private const string SqlServerVariable = "BOOKINGFLOW_TEST_SQLSERVER";

    private static readonly TimeSpan MailPatience = TimeSpan.FromMinutes(3), BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly string? _sqlServer = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } server ? server : null;

    private Stage(DirectoryInfo folder, int rounds) => (Folder, Rounds) = (folder, rounds);

    /// <summary>On the disk that the repository is on, not in a temporary folder, which may be in memory.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>How many rounds count.</summary>
    public int Rounds { get; }

    /// <summary>How long one round of asking for pages takes.</summary>
    public TimeSpan RoundTime { get; } = TimeSpan.FromSeconds(2);

    public SmtpSink Post { get; } = new();

    public required FileInfo House { get; init; }

    public required FileInfo Yardsticks { get; init; }

    /// <summary>SQLite, and SQL Server where one is named.</summary>
    public IReadOnlyList<DatabaseDialect> Databases =>
        _sqlServer is null ? [DatabaseDialect.Sqlite] : [DatabaseDialect.Sqlite, DatabaseDialect.SqlServer];

    /// <summary>Publishes both programs.</summary>
    public static async Task<Stage> BuildAsync(int rounds)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "run", Guid.NewGuid().ToString("N")));
        return new Stage(folder, rounds)
        {
            House = await Publication.PublishAsync("BookingFlow.Web", folder),
            Yardsticks = await Publication.PublishAsync("bench/BookingFlow.Yardsticks", folder),
        };
    }

    public Task<BenchDatabase> CreateDatabaseAsync(DatabaseDialect dialect = DatabaseDialect.Sqlite) =>
        BenchDatabase.CreateAsync(dialect, Folder, _sqlServer);

    /// <summary>Starts the published house in Production on a database, with real mail to <see cref="Post"/> and without limits of pace.</summary>
    public Task<ServerProcess> StartHouseAsync(BenchDatabase database, params (string Name, string Value)[] settings) => ServerProcess.StartAsync(
        House, [],
        [
            ("Database:Provider", database.Dialect.ToString()), ("ConnectionStrings:BookingFlow", database.ConnectionString),
            ("Booking:PublicBaseUrl", "http://tickets.theatre.example"), ("RateLimits:Enabled", "false"), ("Demo:Season", "false"),
            ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"),
            ("Mail:Smtp:Port", Post.Port.ToString(CultureInfo.InvariantCulture)), .. settings,
        ]);

    /// <summary>Starts one of the yardsticks that are servers.</summary>
    /// <param name="which">Its arguments, as its Program.cs has them.</param>
    public Task<ServerProcess> StartYardstickAsync(params string[] which) => ServerProcess.StartAsync(Yardsticks, which, []);

    /// <summary>Waits until a house owes no mail any more, bounded.</summary>
    /// <param name="mails">How many <see cref="Post"/> has then taken in all.</param>
    /// <exception cref="WrongAnswerException">It took too long, or there were more or fewer.</exception>
    public async Task MailIsOutAsync(BenchDatabase database, int mails)
    {
        var start = Stopwatch.GetTimestamp();
        while (await OwesMailAsync(database))
        {
            if (Stopwatch.GetElapsedTime(start) > MailPatience)
            {
                throw new WrongAnswerException("The house still owes mail.");
            }

            await Task.Delay(BetweenLooks);
        }

        if (Post.Taken != mails)
        {
            throw new WrongAnswerException($"The mail server has taken {Post.Taken} mails and not {mails}.");
        }
    }

    public void Dispose()
    {
        Post.Dispose();
        Folder.Delete(recursive: true);
    }

    private static async Task<bool> OwesMailAsync(BenchDatabase database)
    {
        await using var db = database.CreateDbContext();
        return await db.Outbox.AnyAsync(m => m.SentAt == null && m.GivenUpAt == null);
    }
}
