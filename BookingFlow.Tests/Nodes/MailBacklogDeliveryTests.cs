using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Nodes;

/// <summary>Delivery of a backlog of ticket mails by real processes and a real mail server, across normal stops and kills.</summary>
public sealed class MailBacklogDeliveryTests : IAsyncLifetime
{
    private const int UnsentMails = 100;

    /// <summary>The first mail that the server accepts without answering; from then on each session has one mail in flight.</summary>
    private const int FirstUnanswered = 20;

    /// <summary>The program's shutdown limit of thirty seconds, plus a margin for a busy machine.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    private TemporaryDatabase _database = null!;
    private SmtpSink _sink = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        _sink = await SmtpSink.StartAsync();
        var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).WithCapacity(2 * UnsentMails).Build();
        await _database.AddAsync([.. Enumerable.Range(0, UnsentMails).Select(_ =>
            OutboxMail.ForReservation(MailKind.Ticket, new AReservation().For(performance).Confirmed().Build(), DateTime.UtcNow))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_hundred_unsent_mails_are_sent_over_a_few_SMTP_sessions()
    {
        await using var program = await StartAsync();

        await AllSentAsync();

        Assert.Equal(await MessageIdsAsync(), AcceptedMails().Order());
        Assert.InRange(_sink.Sessions, 1, UnsentMails / 10);
    }

    [Fact]
    public async Task A_server_that_closes_every_session_after_seven_mails_gets_each_mail_once_without_failures()
    {
        await _sink.SetBehaviourAsync(new { close_after = 7 });
        await using var program = await StartAsync();

        await AllSentAsync();

        Assert.Equal(await MessageIdsAsync(), AcceptedMails().Order());
        Assert.False(await _database.ReadAsync(db => db.Outbox.AnyAsync(m => m.Attempts > 0)));
    }

    [Fact]
    public async Task Two_nodes_with_the_same_unsent_mails_send_each_once()
    {
        var nodes = await Task.WhenAll(StartAsync(), StartAsync());

        await AllSentAsync();

        Assert.Equal(await MessageIdsAsync(), AcceptedMails().Order());
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task After_a_kill_and_restart_only_the_mails_in_flight_are_sent_twice()
    {
        await _sink.SetBehaviourAsync(new { withhold_reply_from = FirstUnanswered });
        await using (var program = await StartAsync())
        {
            await MailsInFlightAsync();
            await program.KillAsync();
        }

        var accepted = AcceptedMails();
        await _sink.SetBehaviourAsync(new { });
        await using (var db = _database.CreateDbContext())
        {
            // The killed process still holds its claims; expire them instead of waiting for the lease.
            await db.Outbox.Where(m => m.ClaimedUntil != null).ExecuteUpdateAsync(
                rows => rows.SetProperty(m => m.ClaimedUntil, DateTime.UtcNow.AddSeconds(-1)));
        }

        await using var restarted = await StartAsync();
        await AllSentAsync();

        Assert.Equal(await MessageIdsAsync(), AcceptedMails().Distinct().Order());
        var resent = AcceptedMails().Skip(accepted.Count).Intersect(accepted, StringComparer.Ordinal).Order();
        Assert.Equal(accepted.Skip(FirstUnanswered - 1).Order(), resent);
    }

    [Fact]
    public async Task A_graceful_stop_finishes_the_mails_in_flight_and_starts_no_other()
    {
        await _sink.SetBehaviourAsync(new { withhold_reply_from = FirstUnanswered });
        await using (var program = await StartAsync())
        {
            await MailsInFlightAsync();
            await program.TerminateAsync();
            await _sink.SetBehaviourAsync(new { });
            Assert.Equal(0, await program.WaitForExitAsync(ShutdownTimeout));
        }

        Assert.Equal(FirstUnanswered + 1, _sink.Mails.Count);
        Assert.Equal(FirstUnanswered + 1, await _database.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt != null)));
        Assert.False(await _database.ReadAsync(db => db.Outbox.AnyAsync(m => m.ClaimedBy != null)));

        await using var restarted = await StartAsync();
        await AllSentAsync();
        Assert.Equal(await MessageIdsAsync(), AcceptedMails().Order());
    }

    [Fact]
    public async Task A_graceful_stop_releases_the_mails_in_flight_when_the_server_does_not_answer()
    {
        await _sink.SetBehaviourAsync(new { withhold_reply_from = FirstUnanswered });
        await using var program = await StartAsync();
        await MailsInFlightAsync();

        await program.TerminateAsync();

        Assert.Equal(0, await program.WaitForExitAsync(ShutdownTimeout));
        Assert.Equal(FirstUnanswered - 1, await _database.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt != null)));
        Assert.False(await _database.ReadAsync(db => db.Outbox.AnyAsync(m => m.ClaimedBy != null || m.Attempts > 0)));
    }

    private Task<ProgramProcess> StartAsync() => ProgramProcess.StartAsync(
        _database, ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"),
        ("Mail:Smtp:Port", _sink.Port.ToString(CultureInfo.InvariantCulture)));

    private Task MailsInFlightAsync() =>
        Eventually.AssertAsync(
            () => Task.FromResult(_sink.Mails.Count == FirstUnanswered + 1), "both sessions had an unanswered mail in flight");

    private Task AllSentAsync() =>
        Eventually.AssertAsync(
            () => _database.ReadAsync(async db => !await db.Outbox.AnyAsync(m => m.SentAt == null)), "every mail in the outbox was sent");

    private IReadOnlyList<string> AcceptedMails() => [.. _sink.Mails.Select(mail => mail.Message.MessageId!.Split('@')[0])];

    private async Task<IEnumerable<string>> MessageIdsAsync() =>
        (await _database.ReadAsync(db => db.Outbox.Select(m => m.MessageId).ToListAsync())).Select(id => id.ToString("N")).Order();
}
