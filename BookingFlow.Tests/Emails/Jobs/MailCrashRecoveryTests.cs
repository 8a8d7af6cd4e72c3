using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>
/// Asserts that an unsent mail is sent after a crash and restart. A real process is killed at every point at which a mail could be lost:
/// after the commit, after the mail server accepted the mail, and before the mail was marked as sent.
/// </summary>
public sealed class MailCrashRecoveryTests
{
    /// <summary>Message that EF Core logs before it begins a transaction.</summary>
    private const string BeginningTransaction = "Beginning transaction";

    [Fact]
    public async Task A_mail_is_sent_after_a_crash_between_commit_and_delivery()
    {
        await using var scenario = await CrashScenario.StartAsync();
        await scenario.Sink.SetBehaviourAsync(new { greet = false });
        await scenario.ReserveAsync();
        await Eventually.AssertAsync(async () => (await scenario.MailRowAsync())?.ClaimedBy is not null, "the mail was claimed");
        await scenario.Program.KillAsync();
        Assert.Empty(scenario.Sink.Mails);

        await scenario.Sink.SetBehaviourAsync(new { });
        await scenario.RestartAsync();
        await Eventually.AssertAsync(async () => (await scenario.MailRowAsync())!.SentAt is not null, "the mail was sent after the restart");
        Assert.Single(scenario.Sink.Mails);
        await scenario.ConfirmByLinkInAsync(scenario.Sink.Mails[0]);
    }

    [Fact]
    public async Task A_mail_is_resent_after_a_crash_before_the_response_of_the_mail_server()
    {
        await using var scenario = await CrashScenario.StartAsync();
        await scenario.Sink.SetBehaviourAsync(new { withhold_reply = true });
        await scenario.ReserveAsync();
        await Eventually.AssertAsync(() => Task.FromResult(scenario.Sink.Mails.Count == 1), "the server took the mail");
        await scenario.Program.KillAsync();
        Assert.Null((await scenario.MailRowAsync())!.SentAt);

        await scenario.Sink.SetBehaviourAsync(new { });
        await scenario.RestartAsync();
        await Eventually.AssertAsync(async () => (await scenario.MailRowAsync())!.SentAt is not null, "the mail was sent after the restart");
        scenario.AssertSameMailTwice();
        await scenario.ConfirmByLinkInAsync(scenario.Sink.Mails[0]);
    }

    [Fact]
    public async Task A_mail_is_resent_after_a_crash_before_it_is_marked_as_sent()
    {
        await using var scenario = await CrashScenario.StartAsync();
        await scenario.Sink.SetBehaviourAsync(new { withhold_reply = true });
        await scenario.ReserveAsync();
        await Eventually.AssertAsync(() => Task.FromResult(scenario.Sink.Mails.Count == 1), "the server took the mail");

        var transactionsBefore = scenario.Program.CountInOutput(BeginningTransaction);

        // While the test holds the write lock, the program can begin the transaction that marks the mail as sent but not complete it.
        await using (var writer = new SqliteConnection(scenario.Database.ConnectionString))
        {
            await writer.OpenAsync();
            await using var held = writer.BeginTransaction(deferred: false);
            await scenario.Sink.SetBehaviourAsync(new { });
            await Eventually.AssertAsync(() => Task.FromResult(scenario.Sink.Replies == 1), "the server confirmed the mail");
            await scenario.Program.WaitForOutputAsync(BeginningTransaction, times: transactionsBefore + 1);
            await scenario.Program.KillAsync();
        }

        Assert.Null((await scenario.MailRowAsync())!.SentAt);
        await scenario.RestartAsync();
        await Eventually.AssertAsync(async () => (await scenario.MailRowAsync())!.SentAt is not null, "the mail was sent after the restart");
        scenario.AssertSameMailTwice();
        await scenario.ConfirmByLinkInAsync(scenario.Sink.Mails[1]);
    }

    /// <summary>A database with one performance, a mail server, and the program as a process.</summary>
    private sealed class CrashScenario : IAsyncDisposable
    {
        // The claim lease must be longer than the SMTP timeout.
        private readonly (string, string)[] _settings;

        private CrashScenario(TemporaryDatabase database, SmtpSink sink, Performance performance)
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

        public static async Task<CrashScenario> StartAsync()
        {
            var database = await TemporaryDatabase.CreateAsync();
            var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).Build();
            await database.AddAsync(performance);
            var scenario = new CrashScenario(database, await SmtpSink.StartAsync(), performance);
            scenario.Program = await ProgramProcess.StartAsync(database, scenario._settings);
            return scenario;
        }

        public async Task ReserveAsync()
        {
            using var visitor = new NoScriptBrowser(Program.Address);
            Assert.Equal(303, (await visitor.ReserveAsync(Performance.Id)).Status);
        }

        public Task<OutboxMail?> MailRowAsync() => Database.ReadAsync(db => db.Outbox.SingleOrDefaultAsync(m => m.Kind == MailKind.Confirmation));

        /// <summary>Starts the program again after expiring the claims of the killed process, instead of waiting for the lease.</summary>
        public async Task RestartAsync()
        {
            await using (var db = Database.CreateDbContext())
            {
                await db.Outbox.ExecuteUpdateAsync(rows => rows.SetProperty(m => m.ClaimedUntil, DateTime.UtcNow.AddSeconds(-1)));
            }

            Program = await ProgramProcess.StartAsync(Database, _settings);
        }

        /// <summary>Asserts that the mail was sent twice with the same Message-ID, by which mailboxes recognise duplicates.</summary>
        public void AssertSameMailTwice()
        {
            Assert.Equal(2, Sink.Mails.Count);
            Assert.Equal(Sink.Mails[0].Message.MessageId, Sink.Mails[1].Message.MessageId);
        }

        public async Task ConfirmByLinkInAsync(ReceivedMail mail)
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
