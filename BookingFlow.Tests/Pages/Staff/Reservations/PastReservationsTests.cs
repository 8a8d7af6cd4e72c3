using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

/// <summary>Which performances the search, the printed list and the export cover.</summary>
public sealed class PastReservationsTests(PastReservationsTests.AppWithHistory fixture) : IClassFixture<PastReservationsTests.AppWithHistory>
{
    private const string Limit = "Only upcoming performances and those of the last 31 days.";

    [Theory]
    [InlineData("", true)]
    [InlineData("q=guest", true)]
    [InlineData("status=confirmed", true)]
    [InlineData("past=false", true)]
    [InlineData("past=true", false)]
    [InlineData("q=guest&past=true", false)]
    [InlineData("status=confirmed&past=true", false)]
    public async Task Performances_of_more_than_a_month_ago_are_covered_on_request(string query, bool isRecentOnly)
    {
        string[] expected = isRecentOnly ? ["Guest Month", "Guest Soon"] : ["Guest Month", "Guest Old", "Guest Soon"];

        var found = await fixture.BoxOffice.OpenAsync($"/staff/reservations?{query}");
        Assert.Equal(expected, Names(found, ".list tbody th"));
        Assert.Contains($"{expected.Length} reservations", found.Text, StringComparison.Ordinal);
        Assert.Equal(isRecentOnly, found.Text.Contains(Limit, StringComparison.Ordinal));
        Assert.Equal(!isRecentOnly, found.Find("#past").HasAttribute("checked"));

        var list = await fixture.BoxOffice.OpenAsync(found.Link("/staff/reservations/list"));
        Assert.Equal(expected, Names(list, ".paper-list tbody th"));
        Assert.Equal(isRecentOnly, list.Text.Contains(Limit, StringComparison.Ordinal));

        var export = await fixture.BoxOffice.OpenAsync($"/staff/reservations/export?{query}");
        Assert.Contains($"contains {expected.Length} reservations", export.Text, StringComparison.Ordinal);
        Assert.Equal(isRecentOnly, export.Text.Contains(Limit, StringComparison.Ordinal));
        foreach (var (page, form) in new[] { (found, ".found form"), (export, "main form") })
        {
            var file = await fixture.BoxOffice.SubmitAsync(page, form);
            Assert.Equal(expected.Length, file.Body.Split('\n').Count(line => line.Contains("Guest ", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_chosen_performance_is_covered_at_any_date()
    {
        var found = await fixture.BoxOffice.OpenAsync($"/staff/reservations?performance={fixture.Old.PerformanceId}&q=old");

        Assert.Equal(["Guest Old"], Names(found, ".list tbody th"));
        Assert.DoesNotContain(Limit, found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_reference_leads_to_its_reservation_at_any_date() =>
        Assert.Equal(
            $"/staff/reservations/{fixture.Old.Id}", (await fixture.BoxOffice.OpenAsync($"/staff/reservations?q={fixture.Old.Reference}")).Location);

    [Fact]
    public async Task A_search_without_results_offers_the_same_search_of_everything()
    {
        var found = await fixture.BoxOffice.OpenAsync("/staff/reservations?q=old&status=confirmed");
        Assert.Contains("No results.", found.Text, StringComparison.Ordinal);
        var offered = found.Find("a:contains('Search all performances')").GetAttribute("href")!;

        var everything = await fixture.BoxOffice.OpenAsync(offered);
        Assert.Equal(["Guest Old"], Names(everything, ".list tbody th"));
        Assert.Equal("old", everything.Find("#q").GetAttribute("value"));
        Assert.Equal("confirmed", everything.Find("#status option[selected]").GetAttribute("value"));
        var nothing = await fixture.BoxOffice.OpenAsync("/staff/reservations?q=nobody&past=true");
        Assert.Null(nothing.Document.QuerySelector("a:contains('Search all performances')"));
    }

    [Fact]
    public void The_figures_of_a_workbook_are_of_the_same_performances()
    {
        using var db = fixture.App.Database.CreateDbContext();
        var from = fixture.App.Now.AddDays(-ReservationSearchPage.RecentDays);

        Assert.DoesNotContain(
            fixture.Old.PerformanceId,
            new ReservationSearch(null, null, null, PerformedFrom: from).ApplyToPerformances(db).Select(p => p.Id).ToList());
        Assert.Equal(3, new ReservationSearch(null, null, null).ApplyToPerformances(db).Count());
    }

    private static IEnumerable<string> Names(BrowserResponse page, string cells) =>
        page.Document.QuerySelectorAll(cells).Select(cell => cell.TextContent.Trim()).Order(StringComparer.Ordinal);

    /// <summary>An app with three confirmed parties: of a performance tomorrow, of one almost and of one more than 31 days ago.</summary>
    public sealed class AppWithHistory : SharedApp
    {
        public NoScriptBrowser BoxOffice { get; private set; } = null!;

        public Reservation Old { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            BoxOffice?.Dispose();
            return base.DisposeAsync();
        }

        protected override async Task SeedAsync()
        {
            Old = Party("Guest Old", App.Now.AddDays(-31).AddMinutes(-5));
            await App.Database.AddAsync(Old, Party("Guest Month", App.Now.AddDays(-31).AddHours(1)), Party("Guest Soon", App.Now.AddDays(1)));
            BoxOffice = await App.StaffAsync(StaffRoles.BoxOffice);

            static Reservation Party(string name, DateTime startsAt) =>
                new AReservation().For(new APerformance().At(startsAt).Build()).Named(name).Confirmed().Build();
        }
    }
}
