using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

public sealed class SeasonTests(SeasonTests.OneEvening oneEvening) : IClassFixture<SeasonTests.OneEvening>
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(AMoment.Now));

    [Fact]
    public async Task Each_performance_to_come_says_how_full_it_is_with_a_sum_for_its_month_and_one_for_all()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var seller = await app.StaffAsync(StaffRoles.BoxOffice);
        var first = await app.AddAsync(Evening(12).WithCapacity(40).WithConfirmedSeats(30));
        await app.AddAsync(Evening(13).WithCapacity(20).WithAdditionalSeats(2).WithManuallyOccupiedSeats(2).WithConfirmedSeats(20).Private());
        await app.AddAsync(Evening(14).WithCapacity(10).WithConfirmedSeats(5).CalledOff());
        await app.AddAsync(Evening(12, month: 11).WithCapacity(100).WithConfirmedSeats(1));
        await app.AddAsync(new APerformance().At(AMoment.Now).WithCapacity(7).WithConfirmedSeats(7));
        await AskAsync(app, first, people: 4, until: AMoment.Now.AddHours(1));
        await AskAsync(app, first, people: 2, until: AMoment.Now);

        var page = await seller.OpenAsync("/staff/season");
        Assert.Equal(200, page.Status);
        Assert.Equal("September 2026", page.Find("table").PreviousElementSibling!.TextContent);
        Assert.Equal(
            ["30 of 40, 75 %", "20 of 20, full", "5 of 10, 50 %"],
            page.Document.QuerySelectorAll("tbody .occupancy-words").Select(e => e.TextContent));
        Assert.Equal(["4", "10", "0", "0", "0", "5"], page.Document.QuerySelectorAll("tbody .number").Select(e => e.TextContent));
        Assert.Equal(["Private", "Cancelled"], page.Document.QuerySelectorAll("tbody .state").Select(e => e.TextContent));
        Assert.Equal("50 of 60, 83 %", page.Find("tfoot .occupancy-words").TextContent);
        Assert.Equal(["4", "10"], page.Document.QuerySelectorAll("tfoot .number").Select(e => e.TextContent));
        Assert.Equal("51 of 160, 31 %", page.Find(".season-total .occupancy-words").TextContent);
        Assert.Contains("3 performances", page.Find(".season-total").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/staff/performances/{first.Id}", page.Find("tbody a").GetAttribute("href"));
        Assert.DoesNotContain("style=", page.Find("main").OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_month_is_shown_at_a_time_and_the_others_are_a_press_away()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var seller = await app.StaffAsync(StaffRoles.BoxOffice);
        await app.AddAsync(Evening(12));
        await app.AddAsync(Evening(13));
        // Half past midnight on the first of December at the theatre, still November in Greenwich.
        await app.AddAsync(new APerformance().At(new DateTime(2026, 11, 30, 23, 30, 0, DateTimeKind.Utc)));
        var page = await seller.OpenAsync("/staff/season");
        Assert.Equal(["September 2026 (2)", "December 2026 (1)"], page.Document.QuerySelectorAll(".months a").Select(a => a.TextContent));
        Assert.Equal("September 2026 (2)", page.Find(".months a[aria-current]").TextContent);

        var december = await seller.OpenAsync(page.Document.QuerySelectorAll(".months a")[1].GetAttribute("href")!);
        Assert.Single(december.Document.QuerySelectorAll("tbody tr"));
        Assert.Equal("December 2026 (1)", december.Find(".months a[aria-current]").TextContent);
    }

    [Theory]
    [InlineData("month=nonsense", "September 2026")]
    [InlineData("month=2026-13", "September 2026")]
    [InlineData("month=9999-12", "September 2026")]
    [InlineData("month=0001-01", "September 2026")]
    [InlineData("", "September 2026")]
    [InlineData("month=2027-02", "Nothing is planned in February 2027.")]
    public async Task A_month_that_makes_no_sense_is_the_first_in_which_something_is_played(string query, string told)
    {
        var page = await oneEvening.Seller.OpenAsync($"/staff/season?{query}");
        Assert.Equal(200, page.Status);
        Assert.Equal(told, (page.Document.QuerySelector("table")?.PreviousElementSibling ?? page.Find(".months").NextElementSibling)!.TextContent);
    }

    [Fact]
    public async Task It_is_for_those_who_sell_and_a_house_with_nothing_planned_says_so()
    {
        await using var app = await BookingFlowApp.StartAsync();
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            var page = await browser.OpenAsync("/staff/season");
            Assert.Equal(role == StaffRoles.Door ? 403 : 200, page.Status);
            Assert.Equal(role != StaffRoles.Door, page.Text.Contains("Nothing is planned.", StringComparison.Ordinal));
            Assert.Equal(
                role != StaffRoles.Door,
                (await browser.OpenAsync("/staff")).Document.QuerySelector(".staff-nav a[href='/staff/season']") is not null);
        }
    }

    private static APerformance Evening(int day, int month = 9) => new APerformance().At(new DateTime(2026, month, day, 18, 0, 0, DateTimeKind.Utc));

    private static async Task AskAsync(BookingFlowApp app, Performance performance, int people, DateTime until)
    {
        await using var db = app.Database.CreateDbContext();
        db.Attach(performance);
        db.Add(new AReservation().For(performance).OfParty(people).ExpiringAt(until).Build());
        await db.SaveChangesAsync();
    }

    public sealed class OneEvening : SharedApp
    {
        public NoScriptBrowser Seller { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Seller.Dispose();
            return base.DisposeAsync();
        }

        protected override Task<BookingFlowApp> StartAsync() =>
            BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(AMoment.Now)));

        protected override async Task SeedAsync()
        {
            Seller = await App.StaffAsync(StaffRoles.BoxOffice);
            await App.AddAsync(Evening(12));
        }
    }
}
