using BookingFlow.Web.Pages.Staff;
using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>Tests of the page that says who came of those with seats.</summary>
public sealed class ShowUpTests
{
    // A Saturday, 12:00 in Rome.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    [Fact]
    public async Task Rates_are_shown_by_weekday_show_and_time_of_reservation_with_the_additional_seats()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        var (hamlet, tempest) = (new AShow().Titled("Hamlet").Build(), new AShow().Titled("The Tempest").Build());
        // Six Fridays; and a Sunday, which is not enough.
        for (var week = 0; week < 6; week++)
        {
            await AddAsync(app, steward, hamlet, TestTimes.Now.AddDays(-1 - (7 * week)), stayedAway: 3 + week);
        }

        await AddAsync(app, steward, tempest, TestTimes.Now.AddDays(-6), stayedAway: 1);
        // Not counted: of today; cancelled; without check-in.
        await AddAsync(app, steward, tempest, TestTimes.Now.AddHours(-3), stayedAway: 0);
        await app.AddAsync(new APerformance().Of(new AShow().Build()).At(TestTimes.Now.AddDays(-3)).Cancelled());
        await AddAsync(app, steward, tempest, TestTimes.Now.AddDays(-9), stayedAway: 10);
        using var bea = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");

        var page = await bea.OpenAsync("/staff/season/show-up");

        Assert.Equal(200, page.Status);
        Assert.Contains("From the last 7 performances, since Friday 31 July 2026: of 70 people with seats, 36 came (51 %).", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 performance is left out, because nobody was checked in.", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Friday|6|60|27|45 %|3 Of 60 people, 27 came to the last 6.", "Sunday|1|10|9|90 %|No number: only 1 of 6 performances",
                "Hamlet|6|60|27|45 %|3 Of 60 people, 27 came to the last 6.", "The Tempest|1|10|9|90 %|No number: only 1 of 6 performances",
                "Up to a day before the start|28|4|14 %", "1 to 4 weeks before|42|32|76 %",
            ],
            page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => Collapse(cell.TextContent)))));
        Assert.Contains("/staff/season/show-up", (await bea.OpenAsync("/staff/season")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_past_performance_the_page_says_so()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var bea = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        Assert.Contains(
            "There are no past performances at which somebody was checked in.", (await bea.OpenAsync("/staff/season/show-up")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Walk_ins_and_cancelled_reservations_do_not_count_and_erased_ones_do()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var performance = new APerformance().At(TestTimes.Now.AddDays(-1)).Build();
        var steward = new StaffUser { UserName = "dora", Email = "dora@staff.example", DisplayName = "Dora" };
        await database.AddAsync(steward);
        var (came, walkIn) = (Confirmed(4, days: -9), Confirmed(2, days: -1));
        var erased = Confirmed(3, days: -40);
        erased.Erase(TestTimes.Now);
        await database.AddAsync(came, walkIn, erased, new AReservation().For(performance).OfParty(5).Confirmed().Cancelled().Build());
        await using (var checkIns = database.CreateDbContext())
        {
            checkIns.AttachRange(came, walkIn);
            checkIns.AddRange(CheckInOf(came, 3), CheckInOf(walkIn, 2));
            await checkIns.SaveChangesAsync();
        }

        await using var db = database.CreateDbContext();
        var figures = await db.ShowUpAsync(TestTimes.Now, CancellationToken.None);

        var attended = Assert.Single(figures.Performances);
        Assert.Equal((7, 3, 4), (attended.Confirmed, attended.Came, attended.StayedAway));
        Assert.Equal([(BookingLead.LastWeeks, 4, 3), (BookingLead.Earlier, 3, 0)], figures.ByLead);

        Reservation Confirmed(int people, int days)
        {
            var at = TestTimes.Now.AddDays(days);
            return new AReservation().For(performance).OfParty(people).CreatedAt(at).Confirmed(at).Build();
        }

        Web.Domain.Door.CheckIn CheckInOf(Reservation party, int people) => Web.Domain.Door.CheckIn.Of(
            party, people, new Steward(steward.Id, "Dora", null), Guid.NewGuid(), party == walkIn ? walkIn.CreatedAt : TestTimes.Now.AddDays(-1));
    }

    [Fact]
    public async Task Only_the_last_performances_are_read_and_no_reservation_of_another()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var show = new AShow().Build();
        var room = new ARoom().Build();
        await database.AddAsync(Enumerable.Range(1, ShowUpQueries.MaxPerformances + 1)
            .Select(day => (object)new APerformance().Of(show).In(room).At(TestTimes.Now.AddDays(-day)).Build()).ToArray());
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);

        var figures = await db.ShowUpAsync(TestTimes.Now, CancellationToken.None);

        Assert.Equal(ShowUpQueries.MaxPerformances, figures.Performances.Count);
        Assert.Equal(TestTimes.Now.AddDays(-ShowUpQueries.MaxPerformances), figures.Performances[^1].StartsAt);
        Assert.Contains("USING INDEX IX_Performances_StartsAt", queryPlans.Plans[0], StringComparison.Ordinal);
        Assert.Contains("USING INDEX IX_Reservations_PerformanceId", queryPlans.Plans[1], StringComparison.Ordinal);
        Assert.Contains("USING INDEX IX_CheckIns_ReservationId", queryPlans.Plans[1], StringComparison.Ordinal);
    }

    /// <summary>Adds a performance for 10 people: 6 reserved eight days before and 4 on the day. Those of the day stay away first.</summary>
    private static async Task AddAsync(BookingFlowApp app, StaffUser steward, Show show, DateTime startsAt, int stayedAway)
    {
        var performance = new APerformance().Of(show).At(startsAt).Build();
        await using var db = app.Database.CreateDbContext();
        if (show.Id > 0)
        {
            db.Attach(show);
        }

        var (early, late) = (Math.Max(0, stayedAway - 4), Math.Min(4, stayedAway));
        foreach (var (people, away, at) in new[] { (6, early, startsAt.AddDays(-8)), (4, late, startsAt.AddHours(-5)) })
        {
            var party = new AReservation().For(performance).OfParty(people).CreatedAt(at).Confirmed(at).Build();
            db.Add(party);
            if (people > away)
            {
                db.Add(Web.Domain.Door.CheckIn.Of(party, people - away, new Steward(steward.Id, "Dora", null), Guid.NewGuid(), startsAt));
            }
        }

        await db.SaveChangesAsync();
    }

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
