using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Nodes;

/// <summary>A house that owes many tickets at once, in real processes with a real mail server, however these processes end.</summary>
public sealed class BacklogTests : IAsyncLifetime
{
    private const int Owed = 100;

    /// <summary>From this mail on the server takes what comes and does not say so: each conversation has one in hand.</summary>
    private const int Silent = 20;

    /// <summary>What the program takes to end at most (thirty seconds), and time for a busy machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private TemporaryDatabase _database = null!;
    private SmtpSink _sink = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        _sink = await SmtpSink.StartAsync();
        var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).WithCapacity(2 * Owed).Build();
        await _database.AddAsync([.. Enumerable.Range(0, Owed).Select(_ =>
            OutboxMail.Owed(MailKind.Ticket, new AReservation().For(performance).InStatus(ReservationStatus.Confirmed).Build(), DateTime.UtcNow))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _sink.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_hundred_owed_mails_leave_over_a_few_conversations()
    {
        await using var program = await StartAsync();

        await AllSentAsync();

        Assert.Equal(await OwedAsync(), Taken().Order());
        Assert.InRange(_sink.Conversations, 1, Owed / 10);
    }

    [Fact]
    public async Task A_server_that_ends_every_conversation_after_seven_mails_has_all_of_them_once_and_none_has_failed()
    {
        await _sink.BehaveAsync(new { hang_up_after = 7 });
        await using var program = await StartAsync();

        await AllSentAsync();

        Assert.Equal(await OwedAsync(), Taken().Order());
        Assert.False(await _database.ReadAsync(db => db.Outbox.AnyAsync(m => m.Attempts > 0)));
    }

    [Fact]
    public async Task Two_nodes_that_find_the_same_mails_owed_send_each_once()
    {
        var nodes = await Task.WhenAll(StartAsync(), StartAsync());

        await AllSentAsync();

        Assert.Equal(await OwedAsync(), Taken().Order());
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_sends_after_the_restart_what_was_not_taken_and_again_only_what_it_had_in_hand()
    {
        await _sink.BehaveAsync(new { swallow_from = Silent });
        await using (var program = await StartAsync())
        {
            await InTheMiddleAsync();
            await program.KillAsync();
        }

        var taken = Taken();
        await _sink.BehaveAsync(new { });
        await using (var db = _database.CreateDbContext())
        {
            // The claims of the dead process are still good; a test does not wait for their end, but ends them.
            await db.Outbox.Where(m => m.ClaimedUntil != null).ExecuteUpdateAsync(
                rows => rows.SetProperty(m => m.ClaimedUntil, DateTime.UtcNow.AddSeconds(-1)));
        }

        await using var restarted = await StartAsync();
        await AllSentAsync();

        Assert.Equal(await OwedAsync(), Taken().Distinct().Order());
        var again = Taken().Skip(taken.Count).Intersect(taken, StringComparer.Ordinal).Order();
        Assert.Equal(taken.Skip(Silent - 1).Order(), again);
    }

    [Fact]
    public async Task Asked_to_stop_in_the_middle_it_finishes_what_it_has_in_hand_and_begins_no_other()
    {
        await _sink.BehaveAsync(new { swallow_from = Silent });
        await using (var program = await StartAsync())
        {
            await InTheMiddleAsync();
            await program.AskToStopAsync();
            await _sink.BehaveAsync(new { });
            Assert.Equal(0, await program.EndedAsync(Bound));
        }

        Assert.Equal(Silent + 1, _sink.Mails.Count);
        Assert.Equal(Silent + 1, await _database.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt != null)));
        Assert.False(await _database.ReadAsync(db => db.Outbox.AnyAsync(m => m.ClaimedBy != null)));

        await using var restarted = await StartAsync();
        await AllSentAsync();
        Assert.Equal(await OwedAsync(), Taken().Order());
    }

    [Fact]
    public async Task Asked_to_stop_while_the_server_says_nothing_it_gives_back_what_it_has_in_hand()
    {
        await _sink.BehaveAsync(new { swallow_from = Silent });
        await using var program = await StartAsync();
        await InTheMiddleAsync();

        await program.AskToStopAsync();

        Assert.Equal(0, await program.EndedAsync(Bound));
        Assert.Equal(Silent - 1, await _database.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt != null)));
        Assert.False(await _database.ReadAsync(db => db.Outbox.AnyAsync(m => m.ClaimedBy != null || m.Attempts > 0)));
    }

    private Task<ProgramProcess> StartAsync() => ProgramProcess.StartAsync(
        _database, ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"),
        ("Mail:Smtp:Port", _sink.Port.ToString(CultureInfo.InvariantCulture)));

    private Task InTheMiddleAsync() =>
        Eventually.Async(
            () => Task.FromResult(_sink.Mails.Count == Silent + 1), "both conversations had a mail in hand that was taken and not answered");

    private Task AllSentAsync() =>
        Eventually.Async(
            () => _database.ReadAsync(async db => !await db.Outbox.AnyAsync(m => m.SentAt == null)), "every mail that was owed was sent");

    private IReadOnlyList<string> Taken() => [.. _sink.Mails.Select(mail => mail.Message.MessageId!.Split('@')[0])];

    private async Task<IEnumerable<string>> OwedAsync() =>
        (await _database.ReadAsync(db => db.Outbox.Select(m => m.MessageId).ToListAsync())).Select(id => id.ToString("N")).Order();
}
