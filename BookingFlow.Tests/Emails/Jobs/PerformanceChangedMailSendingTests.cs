using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>Sending of the mails that announce a change of a performance, above all when mail could not be sent for a while.</summary>
public sealed class PerformanceChangedMailSendingTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().In(new ARoom().Named("Cellar").Build()).Build();
    private MailSetup _setup = null!;
    private Reservation _party = null!;

    public async ValueTask InitializeAsync()
    {
        _setup = await MailSetup.StartAsync();
        _party = new AReservation().For(_performance).WithEmail("ada@example.org").Confirmed().Build();
        await _setup.Database.AddAsync(_party);
    }

    public ValueTask DisposeAsync() => _setup.DisposeAsync();

    [Fact]
    public async Task One_mail_announces_all_changes_since_the_party_was_told()
    {
        var first = await ChangeAsync(hours: 1);
        var second = await ChangeAsync(hours: 1);

        await _setup.SendAsync(first);
        await _setup.SendAsync(second);

        Assert.Equal("a later change is announced", (await _setup.RowAsync(first)).LastError);
        var mail = Assert.Single(_setup.Delivered).TextBody!;
        // 20:00 and 22:00 in Rome.
        Assert.Contains("12 September 2026, 20:00\nCellar", mail.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("12 September 2026, 22:00\n", mail.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_after_a_sent_mail_is_announced_from_there()
    {
        await _setup.SendAsync(await ChangeAsync(hours: 1));
        await _setup.SendAsync(await ChangeAsync(hours: 1));

        Assert.Equal(2, _setup.Delivered.Count);
        var second = _setup.Delivered[1].TextBody!;
        Assert.Contains("21:00", second, StringComparison.Ordinal);
        Assert.Contains("22:00", second, StringComparison.Ordinal);
        Assert.DoesNotContain("20:00", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_was_undone_in_time_is_not_announced()
    {
        var first = await ChangeAsync(hours: 1);
        var undone = await ChangeAsync(hours: -1);

        await _setup.SendAsync(first);
        await _setup.SendAsync(undone);

        Assert.Empty(_setup.Delivered);
        Assert.Equal("the change was undone", (await _setup.RowAsync(undone)).LastError);
    }

    [Fact]
    public async Task A_party_that_was_moved_or_cancelled_is_not_told()
    {
        var moved = await ChangeAsync(hours: 1);
        await using (var db = _setup.Database.CreateDbContext())
        {
            var party = await db.Reservations.SingleAsync();
            party.Performance = new APerformance().At(TestTimes.StartsAt.AddDays(1)).Build();
            await db.SaveChangesAsync();
        }

        await _setup.SendAsync(moved);
        Assert.Equal("moved to another performance", (await _setup.RowAsync(moved)).LastError);

        await using (var db = _setup.Database.CreateDbContext())
        {
            var party = await db.Reservations.SingleAsync();
            party.Performance = await db.Performances.SingleAsync(p => p.Id == _performance.Id);
            party.Cancel(TestTimes.Now);
            await db.SaveChangesAsync();
        }

        await _setup.ChangeAsync(moved, mail => mail.Retry(TestTimes.Now));
        await _setup.SendAsync(moved);
        Assert.Equal("no longer confirmed", (await _setup.RowAsync(moved)).LastError);
        Assert.Empty(_setup.Delivered);
    }

    /// <summary>Moves the performance and owes the party the mail, as EditPerformance does.</summary>
    private async Task<int> ChangeAsync(int hours)
    {
        await using var db = _setup.Database.CreateDbContext();
        var performance = await db.Performances.Include(p => p.Show).Include(p => p.Room).SingleAsync(p => p.Id == _performance.Id);
        var party = await db.Reservations.SingleAsync();
        var change = PerformanceChange.From(performance, TestTimes.Now);
        performance.StartsAt = performance.StartsAt.AddHours(hours);
        var mail = OutboxMail.ForChange(change, party, TestTimes.Now);
        db.AddRange(change, mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }
}
