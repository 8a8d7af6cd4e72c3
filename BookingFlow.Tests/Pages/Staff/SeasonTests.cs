using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

public sealed class SeasonTests(SeasonTests.AppWithOnePerformance fixture) : IClassFixture<SeasonTests.AppWithOnePerformance>
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    [Fact]
    public async Task Upcoming_performances_show_their_occupancy_with_totals_for_the_month_and_the_season()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var first = await app.AddAsync(PerformanceOn(12).WithCapacity(40).WithConfirmedSeats(30));
        await app.AddAsync(PerformanceOn(13).WithCapacity(20).WithAdditionalSeats(2).WithManuallyOccupiedSeats(2).WithConfirmedSeats(20).Private());
        await app.AddAsync(PerformanceOn(14).WithCapacity(10).WithConfirmedSeats(5).Cancelled());
        await app.AddAsync(PerformanceOn(12, month: 11).WithCapacity(100).WithConfirmedSeats(1));
        await app.AddAsync(new APerformance().At(TestTimes.Now).WithCapacity(7).WithConfirmedSeats(7));
        await AddPendingReservationAsync(app, first, people: 4, expiresAt: TestTimes.Now.AddHours(1));
        await AddPendingReservationAsync(app, first, people: 2, expiresAt: TestTimes.Now);

        var page = await boxOffice.OpenAsync("/staff/season");
        Assert.Equal(200, page.Status);
        Assert.Equal("September 2026", page.Find("table").PreviousElementSibling!.TextContent);
        Assert.Equal(
            ["30 of 40, 75%", "20 of 20, full", "5 of 10, 50%"],
            page.Document.QuerySelectorAll("tbody .occupancy-words").Select(e => e.TextContent));
        Assert.Equal(["4", "10", "0", "0", "0", "5"], page.Document.QuerySelectorAll("tbody .number").Select(e => e.TextContent));
        Assert.Equal(["Private", "Cancelled"], page.Document.QuerySelectorAll("tbody .state").Select(e => e.TextContent));
        Assert.Equal("50 of 60, 83%", page.Find("tfoot .occupancy-words").TextContent);
        Assert.Equal(["4", "10"], page.Document.QuerySelectorAll("tfoot .number").Select(e => e.TextContent));
        Assert.Equal("51 of 160, 31%", page.Find(".season-total .occupancy-words").TextContent);
        Assert.Contains("3 performances", page.Find(".season-total").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/staff/performances/{first.Id}", page.Find("tbody a").GetAttribute("href"));
        Assert.DoesNotContain("style=", page.Find("main").OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_month_is_shown_with_links_to_the_others()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        await app.AddAsync(PerformanceOn(12));
        await app.AddAsync(PerformanceOn(13));
        // 00:30 on 1 December in the venue's time zone, still November in UTC.
        await app.AddAsync(new APerformance().At(new DateTime(2026, 11, 30, 23, 30, 0, DateTimeKind.Utc)));
        var page = await boxOffice.OpenAsync("/staff/season");
        Assert.Equal(["September 2026 (2)", "December 2026 (1)"], page.Document.QuerySelectorAll(".months a").Select(a => a.TextContent));
        Assert.Equal("September 2026 (2)", page.Find(".months a[aria-current]").TextContent);

        var december = await boxOffice.OpenAsync(page.Document.QuerySelectorAll(".months a")[1].GetAttribute("href")!);
        Assert.Single(december.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal("December 2026 (1)", december.Find(".months a[aria-current]").TextContent);
    }

    [Theory]
    [InlineData("month=nonsense", "September 2026")]
    [InlineData("month=2026-13", "September 2026")]
    [InlineData("month=9999-12", "September 2026")]
    [InlineData("month=0001-01", "September 2026")]
    [InlineData("", "September 2026")]
    [InlineData("month=2027-02", "No performances are planned in February 2027.")]
    public async Task An_invalid_month_shows_the_first_month_with_performances(string query, string expected)
    {
        var page = await fixture.BoxOfficeBrowser.OpenAsync($"/staff/season?{query}");
        Assert.Equal(200, page.Status);
        Assert.Equal(
            expected, (page.Document.QuerySelector("table")?.PreviousElementSibling ?? page.Find(".months").NextElementSibling)!.TextContent);
    }

    [Fact]
    public async Task The_season_is_for_administrators_and_the_box_office_and_says_when_it_is_empty()
    {
        await using var app = await BookingFlowApp.StartAsync();
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            var page = await browser.OpenAsync("/staff/season");
            Assert.Equal(role == StaffRoles.Door ? 403 : 200, page.Status);
            Assert.Equal(role != StaffRoles.Door, page.Text.Contains("No performances are planned.", StringComparison.Ordinal));
            Assert.Equal(
                role != StaffRoles.Door,
                (await browser.OpenAsync("/staff")).Document.QuerySelector(".staff-nav a[href='/staff/season']") is not null);
        }
    }

    private static APerformance PerformanceOn(int day, int month = 9) =>
        new APerformance().At(new DateTime(2026, month, day, 18, 0, 0, DateTimeKind.Utc));

    private static async Task AddPendingReservationAsync(BookingFlowApp app, Performance performance, int people, DateTime expiresAt)
    {
        await using var db = app.Database.CreateDbContext();
        db.Attach(performance);
        db.Add(new AReservation().For(performance).OfParty(people).ExpiringAt(expiresAt).Build());
        await db.SaveChangesAsync();
    }

    public sealed class AppWithOnePerformance : SharedApp
    {
        public NoScriptBrowser BoxOfficeBrowser { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            BoxOfficeBrowser?.Dispose();
            return base.DisposeAsync();
        }

        protected override Task<BookingFlowApp> StartAsync() =>
            BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));

        protected override async Task SeedAsync()
        {
            BoxOfficeBrowser = await App.StaffAsync(StaffRoles.BoxOffice);
            await App.AddAsync(PerformanceOn(12));
        }
    }
}
