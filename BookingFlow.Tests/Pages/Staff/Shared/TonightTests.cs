using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Shared;

public sealed class TonightTests
{
    private static readonly DateTime StartsAt = TestTimes.StartsAt;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(StartsAt.AddMinutes(-30)));

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task The_page_counts_pending_confirmed_arrived_and_expected_people_and_seats_left()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        var performance = new APerformance().WithCapacity(20).Build();
        var inside = new AReservation().For(performance).OfParty(3).Confirmed().Build();
        using var steward = await app.StaffAsync();
        var dora = await app.Database.ReadAsync(db => db.Users.SingleAsync());
        await app.Database.AddAsync(
            inside,
            new AReservation().For(performance).OfParty(4).Confirmed().Build(),
            new AReservation().For(performance).OfParty(5).ExpiringAt(Now.AddMinutes(1)).Build(),
            new AReservation().For(performance).OfParty(6).ExpiringAt(Now).Build(),
            new AReservation().For(performance).OfParty(7).Cancelled().Build(),
            new Web.Domain.Door.CheckIn { Reservation = inside, People = 3, At = Now, StaffId = dora.Id, StaffName = "Dora" });
        var row = Assert.Single((await steward.OpenAsync("/staff")).Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(["5", "7", "3", "4", "13"], row.QuerySelectorAll("td.number").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(
            ["Pending", "Confirmed", "Checked in", "Still to come", "Seats left"],
            row.QuerySelectorAll("td.number").Select(cell => cell.GetAttribute("data-label")));
    }

    [Fact]
    public async Task The_tonight_query_reads_only_tonights_reservations_through_an_index()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);

        await db.TonightAsync(Now, CancellationToken.None);

        var steps = Assert.Single(queryPlans.Plans)
            .Split('\n')
            .Where(step => step.StartsWith("SEARCH r", StringComparison.Ordinal) || step.StartsWith("SCAN r", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(steps, step => step.Contains("(PerformanceId=? AND Status=? AND ExpiresAt>?)", StringComparison.Ordinal));
        Assert.Equal(
            2,
            steps.Count(step => step.Contains("COVERING INDEX IX_Reservations_PerformanceId_Status_ExpiresAt_PartySize", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(-91, null, null, "Doors 18:30 to 21:00: not open yet")]
    [InlineData(-90, null, null, "Doors 18:30 to 21:00: open now")]
    [InlineData(59, null, null, "Doors 18:30 to 21:00: open now")]
    [InlineData(60, null, null, "Doors 18:30 to 21:00: closed")]
    [InlineData(-30, 20, 15, "Doors 19:40 to 20:15: not open yet")]
    [InlineData(-20, 20, 15, "Doors 19:40 to 20:15: open now")]
    [InlineData(-90, 1440, null, "Doors Friday 11 September 2026, 20:00 to 21:00: open now")]
    public async Task The_page_shows_the_door_times_and_whether_the_doors_are_open(int minutes, int? opens, int? closes, string expected)
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(StartsAt.AddMinutes(minutes))));
        await app.AddAsync(new APerformance().DoorsOpenMinutesBefore(opens).DoorsCloseMinutesAfter(closes));
        using var steward = await app.StaffAsync();
        var doors = (await steward.OpenAsync("/staff")).Find(".tonight-doors");
        Assert.Equal(
            expected,
            string.Join(
                ' ', doors.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" :", ":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_check_in_window_the_doors_are_open_at_any_time()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("CheckIn:OpensBefore", ""), ("CheckIn:ClosesAfter", ""));
        await app.AddAsync(app.APerformanceTonight());
        using var steward = await app.StaffAsync();
        Assert.Contains(
            "Doors at any time: open now", (await steward.OpenAsync("/staff")).Text.Replace(" :", ":", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_performance_is_marked_and_cannot_be_chosen_for_a_door()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.AddAsync(new APerformance().Cancelled());
        using var steward = await app.StaffAsync();
        var row = (await steward.OpenAsync("/staff")).Find("tbody tr");
        Assert.Contains("Cancelled", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("form"));
        Assert.Single((await steward.OpenAsync("/staff/check-in")).Document.QuerySelectorAll("#DoorOf option"));
    }

    [Fact]
    public async Task The_page_sets_the_door_and_links_the_box_office_to_performance_and_reservations()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        var performance = await app.AddAsync(new APerformance());
        using var steward = await app.StaffAsync();
        var tonight = await steward.OpenAsync("/staff");
        Assert.Empty(tonight.Document.QuerySelectorAll("tbody a"));
        Assert.Equal((303, "/staff/check-in"), await SetDoorAsync(steward, tonight));
        Assert.Equal($"{performance.Id}", (await steward.OpenAsync("/staff/check-in")).Find("#DoorOf option[selected]").GetAttribute("value"));

        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        Assert.Equal(
            [
                $"/staff/performances/{performance.Id}", $"/staff/check-in/list?performance={performance.Id}",
                $"/staff/performances/{performance.Id}/door", $"/staff/reservations?performance={performance.Id}",
            ],
            (await boxOffice.OpenAsync("/staff")).Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")));

        static async Task<(int, string?)> SetDoorAsync(NoScriptBrowser browser, BrowserResponse page)
        {
            var set = await browser.SubmitAsync(page, "tbody form");
            return (set.Status, set.Location);
        }
    }

    [Fact]
    public async Task Recently_started_performances_and_those_of_the_next_day_are_listed_in_order()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        foreach (var (title, at) in new[] { ("Later", Now.AddHours(23)), ("Sooner", Now.AddHours(-5)), ("Yesterday", Now.AddHours(-7)),
            ("Tomorrow", Now.AddHours(25)) })
        {
            var show = new AShow().Build();
            show.Title = title;
            await app.AddAsync(new APerformance().Of(show).At(at));
        }

        using var steward = await app.StaffAsync();
        Assert.Equal(["Sooner", "Later"], (await steward.OpenAsync("/staff")).Document.QuerySelectorAll(".tonight-show").Select(e => e.TextContent));
    }
}
