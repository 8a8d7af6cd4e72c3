using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>
/// A mail that is owed when the machine dies is sent after the restart. A real process is killed at every point at
/// which something could be lost: after the commit, after the mail server took the mail, and before that was written.
/// </summary>
public sealed class CrashTests
{
    /// <summary>What EF logs before it begins a transaction.</summary>
    private const string Begins = "Beginning transaction";

    [Fact]
    public async Task Killed_after_the_commit_and_before_the_mail_left()
    {
        await using var house = await House.OpenAsync();
        await house.Sink.BehaveAsync(new { greet = false });
        await house.ReserveAsync();
        await Eventually.Async(async () => (await house.MailRowAsync())?.ClaimedBy is not null, "the mail was claimed");
        await house.Program.KillAsync();
        Assert.Empty(house.Sink.Mails);

        await house.Sink.BehaveAsync(new { });
        await house.RestartAsync();
        await Eventually.Async(async () => (await house.MailRowAsync())!.SentAt is not null, "the mail was sent after the restart");
        Assert.Single(house.Sink.Mails);
        await house.ConfirmByAsync(house.Sink.Mails[0]);
    }

    [Fact]
    public async Task Killed_after_the_server_took_the_mail_and_before_the_program_heard_of_it()
    {
        await using var house = await House.OpenAsync();
        await house.Sink.BehaveAsync(new { swallow = true });
        await house.ReserveAsync();
        await Eventually.Async(() => Task.FromResult(house.Sink.Mails.Count == 1), "the server took the mail");
        await house.Program.KillAsync();
        Assert.Null((await house.MailRowAsync())!.SentAt);

        await house.Sink.BehaveAsync(new { });
        await house.RestartAsync();
        await Eventually.Async(async () => (await house.MailRowAsync())!.SentAt is not null, "the mail was sent after the restart");
        house.TheSameMailTwice();
        await house.ConfirmByAsync(house.Sink.Mails[0]);
    }

    [Fact]
    public async Task Killed_after_the_program_heard_of_it_and_before_it_wrote_it_down()
    {
        await using var house = await House.OpenAsync();
        await house.Sink.BehaveAsync(new { swallow = true });
        await house.ReserveAsync();
        await Eventually.Async(() => Task.FromResult(house.Sink.Mails.Count == 1), "the server took the mail");

        var begun = house.Program.Said(Begins);

        // While the test holds the write lock, the program can begin the write that marks the mail as sent and cannot complete it.
        await using (var writer = new SqliteConnection(house.Database.ConnectionString))
        {
            await writer.OpenAsync();
            await using var held = writer.BeginTransaction(deferred: false);
            await house.Sink.BehaveAsync(new { });
            await Eventually.Async(() => Task.FromResult(house.Sink.Answers == 1), "the program was told that the mail was taken");
            await house.Program.SaysAsync(Begins, times: begun + 1);
            await house.Program.KillAsync();
        }

        Assert.Null((await house.MailRowAsync())!.SentAt);
        await house.RestartAsync();
        await Eventually.Async(async () => (await house.MailRowAsync())!.SentAt is not null, "the mail was sent after the restart");
        house.TheSameMailTwice();
        await house.ConfirmByAsync(house.Sink.Mails[1]);
    }

    /// <summary>One performance, one mail server, and the program as a process between them.</summary>
    private sealed class House : IAsyncDisposable
    {
        // Short, so that the claim of a process that died ends soon; still longer than a conversation may take.
        private readonly (string, string)[] _settings;

        private House(TemporaryDatabase database, SmtpSink sink, Performance performance)
        {
            (Database, Sink, Performance) = (database, sink, performance);
            _settings =
            [
                ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)),
                ("Mail:Smtp:Security", "None"), ("Mail:Smtp:Timeout", "00:00:30"), ("Mail:ClaimLease", "00:00:31"),
                ("Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Transaction", "Debug"),
            ];
        }

        public TemporaryDatabase Database { get; }

        public SmtpSink Sink { get; }

        public Performance Performance { get; }

        public ProgramProcess Program { get; private set; } = null!;

        public static async Task<House> OpenAsync()
        {
            var database = await TemporaryDatabase.CreateAsync();
            var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).Build();
            await database.AddAsync(performance);
            var house = new House(database, await SmtpSink.StartAsync(), performance);
            house.Program = await ProgramProcess.StartAsync(database, house._settings);
            return house;
        }

        public async Task ReserveAsync()
        {
            using var visitor = new NoScriptBrowser(Program.Address);
            Assert.Equal(303, (await visitor.ReserveAsync(Performance.Id)).Status);
        }

        public Task<OutboxMail?> MailRowAsync() => Database.ReadAsync(db => db.Outbox.SingleOrDefaultAsync(m => m.Kind == MailKind.Confirmation));

        /// <summary>The claim of the dead process is still good; a test does not wait for its end, but ends it.</summary>
        public async Task RestartAsync()
        {
            await using (var db = Database.CreateDbContext())
            {
                await db.Outbox.ExecuteUpdateAsync(rows => rows.SetProperty(m => m.ClaimedUntil, DateTime.UtcNow.AddSeconds(-1)));
            }

            Program = await ProgramProcess.StartAsync(Database, _settings);
        }

        /// <summary>Twice in the post, with one Message-ID, so that a mailbox can tell.</summary>
        public void TheSameMailTwice()
        {
            Assert.Equal(2, Sink.Mails.Count);
            Assert.Equal(Sink.Mails[0].Message.MessageId, Sink.Mails[1].Message.MessageId);
        }

        public async Task ConfirmByAsync(TakenMail mail)
        {
            using var visitor = new NoScriptBrowser(Program.Address);
            var link = mail.Message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal));
            Assert.Equal(303, (await visitor.ConfirmAsync(new Uri(link).PathAndQuery)).Status);
        }

        public async ValueTask DisposeAsync()
        {
            await Program.DisposeAsync();
            await Sink.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
