using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Demo;

public sealed class DemoSeasonTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task The_season_covers_every_booking_state()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("Demo:Season", "true"));

        var shows = await app.Database.ReadAsync(db => db.Shows.ToListAsync());
        Assert.True(shows.Count(s => s.IsPublished) >= 4, "There are fewer than four published shows.");
        Assert.Contains(shows, s => !s.IsPublished);
        Assert.Equal(2, await app.Database.ReadAsync(db => db.Rooms.CountAsync()));

        var upcoming = await UpcomingAsync(app);
        Assert.True(upcoming.Count >= 12, "There are fewer than twelve upcoming performances.");
        Assert.Contains(upcoming, p => IsBookable(p) && p.SeatsLeft > 30);
        Assert.Contains(upcoming, p => IsBookable(p) && p.SeatsLeft is > 0 and <= 5);
        Assert.Contains(upcoming, p => p.IsVisible && p.SeatsLeft == 0);
        Assert.Contains(upcoming, p => p.IsVisible && p.GetBookingClosedReason(Now) == BookingClosedReason.NotYetOpen);
        Assert.Contains(upcoming, p => p.IsVisible && p.GetBookingClosedReason(Now) == BookingClosedReason.Disabled);
        Assert.Contains(upcoming, p => !p.IsPublic && p.Show.IsPublished);
    }

    [Fact]
    public async Task The_next_performance_is_open_for_booking_and_check_in()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("Demo:Season", "true"));

        var soonest = (await UpcomingAsync(app))[0];

        Assert.InRange(soonest.StartsAt - Now, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));
        Assert.True(IsBookable(soonest));
        var party = new AReservation().For(soonest).CreatedAt(Now).ExpiringAt(soonest.StartsAt).Confirmed(Now).Build();
        var rules = app.Services.GetRequiredService<CurrentVenue>().Rules;
        Assert.Null(CheckInRules.CheckAdmission(party, soonest, earlier: null, assignedPerformanceId: null, rules, Now));
    }

    [Fact]
    public async Task Confirmed_seats_match_the_confirmed_reservations()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("Demo:Season", "true"));

        foreach (var performance in await UpcomingAsync(app))
        {
            var confirmed = await app.Database.ReadAsync(db =>
                db.Reservations.Where(r => r.PerformanceId == performance.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize));
            Assert.Equal(confirmed, performance.ConfirmedSeats);
        }
    }

    [Fact]
    public async Task A_second_start_adds_nothing_while_performances_are_upcoming()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("Demo:Season", "true"));
        var before = await app.Database.ReadAsync(db => db.Performances.CountAsync());

        await StartAgainAsync(app, Now.AddDays(20));

        Assert.Equal(before, await app.Database.ReadAsync(db => db.Performances.CountAsync()));
    }

    [Fact]
    public async Task After_the_season_a_new_one_with_the_same_shows_and_rooms_is_added()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("Demo:Season", "true"));
        var shows = await app.Database.ReadAsync(db => db.Shows.CountAsync());

        var later = Now.AddDays(150);
        Assert.Empty(await UpcomingAsync(app, later));
        await StartAgainAsync(app, later);

        var upcoming = await UpcomingAsync(app, later);
        Assert.True(upcoming.Count >= 12, "There are fewer than twelve upcoming performances.");
        Assert.InRange(upcoming[0].StartsAt - later, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));
        Assert.Equal(shows, await app.Database.ReadAsync(db => db.Shows.CountAsync()));
        Assert.Equal(2, await app.Database.ReadAsync(db => db.Rooms.CountAsync()));
        Assert.Equal(3, await app.Database.ReadAsync(db => db.Users.CountAsync()));
    }

    private bool IsBookable(Performance performance) => performance.IsVisible && performance.GetBookingClosedReason(Now) is null;

    private Task<List<Performance>> UpcomingAsync(BookingFlowApp app) => UpcomingAsync(app, Now);

    /// <summary>Reads the performances that are upcoming at a time, ordered by start.</summary>
    private static Task<List<Performance>> UpcomingAsync(BookingFlowApp app, DateTime now) => app.Database.ReadAsync(db =>
        db.Performances.Include(p => p.Show).Include(p => p.Room).Where(p => p.StartsAt > now).OrderBy(p => p.StartsAt).ToListAsync());

    /// <summary>Seeds as a start at another time would.</summary>
    /// <remarks>The clock of the running program must not be advanced by days: its timers would tick a million times.</remarks>
    private static async Task StartAgainAsync(BookingFlowApp app, DateTime now)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var clock = new FakeTimeProvider(new DateTimeOffset(now));
        await ActivatorUtilities.CreateInstance<DemoSeason>(scope.ServiceProvider, clock).SeedAsync(CancellationToken.None);
    }
}
