using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class RemindPartiesOnSqliteTests() : RemindPartiesTests(DatabaseDialect.Sqlite);

public sealed class RemindPartiesOnSqlServerTests() : RemindPartiesTests(DatabaseDialect.SqlServer);

/// <summary>Which parties are reminded, and when. The performance starts a week after now; the venue reminds 24 hours before.</summary>
public abstract class RemindPartiesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().WithCapacity(500).Build();

    private DateTime StartsAt => _performance.StartsAt;

    [Fact]
    public async Task Confirmed_parties_are_owed_one_reminder_a_day_before()
    {
        var party = AParty().Confirmed().Build();
        await Host.Database.AddAsync(party, AParty().Build(), AParty().Cancelled().Build(), AParty().WithEmail(null).Confirmed().Build());

        await RunAtAsync(StartsAt.AddHours(-24).AddSeconds(-1));
        Assert.Empty(await RemindedAsync());

        await RunAtAsync(StartsAt.AddHours(-24));
        await RunAtAsync(StartsAt.AddHours(-23));
        Assert.Equal([party.Id], await RemindedAsync());
    }

    [Fact]
    public async Task A_reminder_that_is_late_is_owed_until_the_doors_open()
    {
        var party = AParty().Confirmed().Build();
        await Host.Database.AddAsync(party);
        var doorsOpen = Host.CurrentVenue.Rules.DoorsOpenAt(_performance)!.Value;

        await RunAtAsync(doorsOpen.AddSeconds(-1));

        Assert.Equal([party.Id], await RemindedAsync());
    }

    [Fact]
    public async Task Nobody_is_reminded_once_the_doors_are_open()
    {
        await Host.Database.AddAsync(AParty().Confirmed().Build());

        await RunAtAsync(Host.CurrentVenue.Rules.DoorsOpenAt(_performance)!.Value);

        Assert.Empty(await RemindedAsync());
    }

    [Fact]
    public async Task Who_has_reserved_within_half_of_the_hours_before_the_reminder_is_not_reminded()
    {
        var older = AParty().CreatedAt(StartsAt.AddHours(-36).AddSeconds(-1)).Confirmed().Build();
        var newer = AParty().CreatedAt(StartsAt.AddHours(-36)).Confirmed().Build();
        await Host.Database.AddAsync(older, newer);

        await RunAtAsync(StartsAt.AddHours(-20));

        Assert.Equal([older.Id], await RemindedAsync());
    }

    [Theory]
    [InlineData(48, -48, true)]
    [InlineData(48, -49, false)]
    [InlineData(0, -20, false)]
    public async Task A_performance_has_hours_of_its_own_or_no_reminder(int hours, int ranHoursFromStart, bool isReminded)
    {
        _performance.ReminderHours = hours;
        await Host.Database.AddAsync(AParty().Confirmed().Build());

        await RunAtAsync(StartsAt.AddHours(ranHoursFromStart));

        Assert.Equal(isReminded ? 1 : 0, (await RemindedAsync()).Count);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_cancelled_performance()
    {
        _performance.CancelledAt = TestTimes.Now;
        await Host.Database.AddAsync(AParty().Confirmed().Build());

        await RunAtAsync(StartsAt.AddHours(-20));

        Assert.Empty(await RemindedAsync());
    }

    [Fact]
    public async Task The_venue_can_switch_reminders_off()
    {
        await Host.Database.AddAsync(AParty().Confirmed().Build());
        var profile = AVenue.Profile();
        profile.ReminderHours = 0;
        Host.CurrentVenue.Set(profile);

        await RunAtAsync(StartsAt.AddHours(-20));

        Assert.Empty(await RemindedAsync());
    }

    [Fact]
    public async Task More_parties_than_one_batch_are_each_reminded_once_by_two_runs_at_once()
    {
        var parties = Enumerable.Range(0, 230).Select(_ => AParty().OfParty(1).Confirmed().Build()).ToArray();
        await Host.Database.AddAsync([.. parties]);
        Host.Clock.SetUtcNow(new DateTimeOffset(StartsAt.AddHours(-20)));

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Host.RemindParties.RunAsync(CancellationToken.None))));
        await Host.RemindParties.RunAsync(CancellationToken.None);

        Assert.Equal(parties.Select(party => party.Id).Order(), await RemindedAsync());
    }

    [Fact]
    public async Task The_database_refuses_a_second_reminder()
    {
        var party = AParty().Confirmed().Build();
        await Host.Database.AddAsync(OutboxMail.ForReservation(MailKind.Reminder, party, TestTimes.Now));

        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(OutboxMail.ForReservation(MailKind.Reminder, party, TestTimes.Now));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    private AReservation AParty() => new AReservation().For(_performance).CreatedAt(TestTimes.Now.AddDays(-1));

    private Task RunAtAsync(DateTime now)
    {
        Host.Clock.SetUtcNow(new DateTimeOffset(now));
        return Host.RemindParties.RunAsync(CancellationToken.None);
    }

    private Task<List<int>> RemindedAsync() => Host.Database.ReadAsync(db =>
        db.Outbox.Where(m => m.Kind == MailKind.Reminder).OrderBy(m => m.ReservationId).Select(m => m.ReservationId!.Value).ToListAsync());
}
