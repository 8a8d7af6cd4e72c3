using System.Diagnostics;
using System.Globalization;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Servers;

/// <summary>What every measurement needs: the published programs, the working folder, the mail server and the number of rounds.</summary>
public sealed class BenchEnvironment : IDisposable
{
    /// <summary>Environment variable with the connection string of a SQL Server on which databases may be created and dropped.</summary>
    private const string SqlServerVariable = "BOOKINGFLOW_TEST_SQLSERVER";

    private static readonly TimeSpan MailTimeout = TimeSpan.FromMinutes(3), PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly string? _sqlServer = Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } server ? server : null;

    private BenchEnvironment(DirectoryInfo folder, int rounds) => (Folder, Rounds) = (folder, rounds);

    /// <summary>Working folder on the repository's disk; a temporary folder could be in memory.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>Number of counted rounds.</summary>
    public int Rounds { get; }

    /// <summary>Duration of one round of page requests.</summary>
    public TimeSpan RoundTime { get; } = TimeSpan.FromSeconds(2);

    public SmtpSink MailServer { get; } = new();

    /// <summary>The published DLL of BookingFlow.Web.</summary>
    public required FileInfo Program { get; init; }

    /// <summary>The published DLL of BookingFlow.Yardsticks, the baseline servers.</summary>
    public required FileInfo Baselines { get; init; }

    /// <summary>SQLite, and SQL Server when <c>BOOKINGFLOW_TEST_SQLSERVER</c> is set.</summary>
    public IReadOnlyList<DatabaseDialect> Databases =>
        _sqlServer is null ? [DatabaseDialect.Sqlite] : [DatabaseDialect.Sqlite, DatabaseDialect.SqlServer];

    /// <summary>Publishes both programs.</summary>
    public static async Task<BenchEnvironment> BuildAsync(int rounds)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "run", Guid.NewGuid().ToString("N")));
        return new BenchEnvironment(folder, rounds)
        {
            Program = await Publication.PublishAsync("BookingFlow.Web", folder),
            Baselines = await Publication.PublishAsync("bench/BookingFlow.Yardsticks", folder),
        };
    }

    public Task<BenchDatabase> CreateDatabaseAsync(DatabaseDialect dialect = DatabaseDialect.Sqlite) =>
        BenchDatabase.CreateAsync(dialect, Folder, _sqlServer);

    /// <summary>Starts the published program in Production, with SMTP delivery to <see cref="MailServer"/> and without rate limits.</summary>
    public Task<ServerProcess> StartServerAsync(BenchDatabase database, params (string Name, string Value)[] settings) => ServerProcess.StartAsync(
        Program, [],
        [
            ("Database:Provider", database.Dialect.ToString()), ("ConnectionStrings:BookingFlow", database.ConnectionString),
            ("Booking:PublicBaseUrl", "http://tickets.theatre.example"), ("RateLimits:Enabled", "false"), ("Demo:Season", "false"),
            ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"),
            ("Mail:Smtp:Port", MailServer.Port.ToString(CultureInfo.InvariantCulture)), .. settings,
        ]);

    /// <summary>Starts a baseline server.</summary>
    /// <param name="arguments">Its command line: <c>static FILE</c>, <c>razor BYTES STATEMENTS CONNECTION</c> or <c>empty</c>.</param>
    public Task<ServerProcess> StartBaselineAsync(params string[] arguments) => ServerProcess.StartAsync(Baselines, arguments, []);

    /// <summary>Waits until the database has no unsent mail.</summary>
    /// <param name="mails">Expected total of <see cref="SmtpSink.ReceivedMails"/> afterwards.</param>
    /// <exception cref="UnexpectedResponseException">Mail is still unsent after three minutes, or the number received differs.</exception>
    public async Task WaitForMailAsync(BenchDatabase database, int mails)
    {
        var start = Stopwatch.GetTimestamp();
        while (await HasUnsentMailAsync(database))
        {
            if (Stopwatch.GetElapsedTime(start) > MailTimeout)
            {
                throw new UnexpectedResponseException("The program still has unsent mail.");
            }

            await Task.Delay(PollInterval);
        }

        if (MailServer.ReceivedMails != mails)
        {
            throw new UnexpectedResponseException($"The mail server received {MailServer.ReceivedMails} mails, not {mails}.");
        }
    }

    public void Dispose()
    {
        MailServer.Dispose();
        Folder.Delete(recursive: true);
    }

    private static async Task<bool> HasUnsentMailAsync(BenchDatabase database)
    {
        await using var db = database.CreateDbContext();
        return await db.Outbox.AnyAsync(m => m.SentAt == null && m.GivenUpAt == null);
    }
}
