using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Shows;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

/// <summary>Paging, month filter and search of the list of shows.</summary>
public sealed class ShowListQueriesTests(
    ShowListQueriesTests.TwoShows twoShows, ShowListQueriesTests.ManyShows manyShows, ShowListQueriesTests.AccentedShows accentedShows)
    : IClassFixture<ShowListQueriesTests.TwoShows>, IClassFixture<ShowListQueriesTests.ManyShows>, IClassFixture<ShowListQueriesTests.AccentedShows>
{
    [Fact]
    public async Task Every_show_is_on_exactly_one_page_ordered_by_its_next_performance()
    {
        var app = manyShows.App;
        using var visitor = app.Visitor();
        List<string> titles = [];
        var page = await visitor.OpenAsync("/");
        Assert.Empty(page.Document.QuerySelectorAll(".paging a[rel=prev]"));
        while (true)
        {
            titles.AddRange(Titles(page));
            if (page.Document.QuerySelector(".paging a[rel=next]")?.GetAttribute("href") is not { } next)
            {
                break;
            }

            page = await visitor.OpenAsync(next);
        }

        Assert.EndsWith("/?page=4", page.Path, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 45).Select(n => $"Show {n:000}"), titles);
        Assert.Equal("/?page=3", page.Find(".paging a[rel=prev]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_page_reads_at_most_three_performances_of_each_show()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await AddShowsAsync(database, shows: 30, performancesPerShow: 8);
        await using var db = database.CreateDbContext();

        var page = await db.ShowListAsync(TestTimes.Now, null, [], 1, CancellationToken.None);

        Assert.Equal((ShowListQueries.PageSize, true), (page.Shows.Count, page.HasMore));
        Assert.All(page.Shows, show => Assert.Equal((3, 5), (show.Next.Count, show.More)));
        Assert.All(page.Shows, show => Assert.Equal(show.Next.OrderBy(p => p.StartsAt), show.Next));
    }

    [Fact]
    public async Task The_list_query_reads_the_start_index_without_sorting_or_scanning()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await AddShowsAsync(database, shows: 30);
        var queryPlans = new QueryPlans();
        await using var db = queryPlans.CreateDbContext(database);
        await db.ShowListAsync(TestTimes.Now, null, [], 1, CancellationToken.None);

        Assert.Equal(2, queryPlans.Plans.Count);
        // The first query selects the shows. It must stop after one page, so it must not sort: a sort reads all performances first.
        Assert.Contains("IX_Performances_StartsAt", queryPlans.Plans[0], StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", queryPlans.Plans[0], StringComparison.Ordinal);
        Assert.All(queryPlans.Plans, plan => Assert.DoesNotMatch(@"SCAN (p|p\d|s|Performances|Shows)\b(?! USING INDEX)", plan));
        Assert.All(queryPlans.Plans, plan => Assert.Contains("IX_Performances_ShowId_StartsAt", plan, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cafe muller", "Café Müller")]
    [InlineData("MÜLLER café", "Café Müller")]
    [InlineData("walz", "Café Müller")]
    [InlineData("strasse", "Die Straße")]
    public async Task Search_matches_words_of_title_and_summary_ignoring_accents_and_case(string query, string title)
    {
        var app = accentedShows.App;
        using var visitor = app.Visitor();

        var found = await visitor.OpenAsync("/?q=" + Uri.EscapeDataString(query));

        Assert.Equal([title], Titles(found));
        Assert.Equal(query, found.Find("#q").GetAttribute("value"));
    }

    [Fact]
    public async Task Search_results_are_paged()
    {
        var app = manyShows.App;
        using var visitor = app.Visitor();

        var first = await visitor.OpenAsync("/?q=odd");
        Assert.Equal(ShowListQueries.PageSize, Titles(first).Count());
        var second = await visitor.OpenAsync(first.Find(".paging a[rel=next]").GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 11).Select(n => $"Show {25 + (2 * n):000}"), Titles(second));
    }

    [Theory]
    [InlineData("/?q=zzz", "Shows.NotFound", "zzz")]
    [InlineData("/?month=2031-01", "Shows.NoneInMonth", "January 2031")]
    [InlineData("/?page=99", "Shows.NoSuchPage", null)]
    public async Task An_empty_result_shows_a_message_and_upcoming_shows(string path, string wordsKey, string? argument)
    {
        var app = twoShows.App;
        using var visitor = app.Visitor();

        var page = await visitor.OpenAsync(path);

        Assert.Equal(200, page.Status);
        Assert.Contains(app.Words()[wordsKey, argument ?? ""].Value, page.Text, StringComparison.Ordinal);
        Assert.Equal("/", page.Find(".panel a.button").GetAttribute("href"));
        Assert.Equal(2, page.Document.QuerySelectorAll(".upcoming li").Length);
    }

    [Fact]
    public async Task An_empty_programme_has_its_own_message_and_a_search_in_it_finds_nothing()
    {
        await using var app = await StartAsync();
        using var visitor = app.Visitor();
        var empty = await visitor.OpenAsync("/");
        Assert.Contains(app.Words()["Shows.None.Next"].Value, empty.Text, StringComparison.Ordinal);
        Assert.Empty(empty.Document.QuerySelectorAll("form"));
        Assert.Contains(app.Words()["Shows.NotFound", "hamlet"].Value, (await visitor.OpenAsync("/?q=hamlet")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_is_in_the_venue_time_zone_and_links_only_to_months_with_performances()
    {
        await using var app = await StartAsync();
        // 1 November, 00:00, in the venue's time zone.
        await app.AddAsync(new APerformance().Of(NewShow("On the edge", "")).At(new DateTime(2026, 10, 31, 23, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().Of(NewShow("In September", "")));
        await app.AddAsync(new APerformance().Of(NewShow("In March", "")).At(new DateTime(2027, 3, 10, 19, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().Of(NewShow("Private", "")).At(new DateTime(2026, 12, 10, 19, 0, 0, DateTimeKind.Utc)).Private());
        using var visitor = app.Visitor();

        var september = await visitor.OpenAsync("/?month=2026-09");
        Assert.Equal(["In September"], Titles(september));
        Assert.Equal(["/", "/?month=2026-09", "/?month=2026-11"], Months(september));
        var november = await visitor.OpenAsync("/?month=2026-11");
        Assert.Equal("What's on in November 2026", november.Find("h1").TextContent);
        Assert.Equal(["On the edge"], Titles(november));
        Assert.Equal(["/", "/?month=2026-09", "/?month=2026-11", "/?month=2027-03"], Months(november));
        Assert.Equal(["/", "/?month=2026-11", "/?month=2027-03"], Months(await visitor.OpenAsync("/?month=2027-03")));
    }

    [Theory]
    [InlineData(ShowListQueries.PageSize, false)]
    [InlineData(ShowListQueries.PageSize + 1, true)]
    public async Task Search_and_months_are_offered_only_when_the_list_has_more_than_one_page(int shows, bool isOffered)
    {
        await using var app = await StartAsync();
        for (var i = 0; i < shows; i++)
        {
            await app.AddAsync(new APerformance().Of(NewShow($"Show {i}", "")));
        }

        using var visitor = app.Visitor();
        var first = await visitor.OpenAsync("/");

        Assert.Equal(isOffered, first.Document.QuerySelector("form[role=search]") is not null);
        Assert.Equal(isOffered ? ["/", "/?month=2026-09"] : [], Months(first));
        Assert.NotNull((await visitor.OpenAsync("/?q=show")).Document.QuerySelector("form[role=search]"));
        Assert.NotEmpty(Months(await visitor.OpenAsync("/?month=2026-09")));
    }

    [Fact]
    public async Task A_month_lists_its_own_performances_and_counts_all_of_the_show()
    {
        await using var app = await StartAsync();
        var first = await app.AddAsync(new APerformance());
        await using (var db = app.Database.CreateDbContext())
        {
            db.AttachRange(first.Show, first.Room);
            db.AddRange(
                Enumerable.Range(1, 4).Select(
                    week => new APerformance().Of(first.Show).In(first.Room).At(TestTimes.StartsAt.AddDays(7 * week)).Build()));
            await db.SaveChangesAsync();
        }

        using var visitor = app.Visitor();
        var october = await visitor.OpenAsync("/?month=2026-10");

        Assert.Equal(
            ["2026-10-03T20:00+02:00", "2026-10-10T20:00+02:00"],
            october.Document.QuerySelectorAll(".performance-when").Select(t => t.GetAttribute("datetime")));
        Assert.Contains(app.Words()["Shows.More.other", 3].Value, october.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?month=soon")]
    [InlineData("/?month=2026-13")]
    [InlineData("/?month=0000-01")]
    [InlineData("/?page=-1")]
    [InlineData("/?page=two")]
    [InlineData("/?q=%20%20")]
    public async Task Invalid_query_values_are_ignored(string path)
    {
        var app = twoShows.App;
        using var visitor = app.Visitor();

        Assert.Equal(["Show 001", "Show 002"], Titles(await visitor.OpenAsync(path)));
    }

    private static Show NewShow(string title, string summary)
    {
        var show = new AShow().Titled(title).Build();
        show.Summary = summary;
        return show;
    }

    private static IEnumerable<string> Titles(BrowserResponse list) => list.Document.QuerySelectorAll(".show-card h2").Select(h => h.TextContent);

    private static IEnumerable<string?> Months(BrowserResponse list) =>
        list.Document.QuerySelectorAll("nav.months a").Select(a => a.GetAttribute("href"));

    /// <summary>Adds shows in the reverse order of their performances, so that a list in insertion order fails the tests.</summary>
    private static async Task AddShowsAsync(TemporaryDatabase database, int shows, int performancesPerShow = 1)
    {
        var room = new ARoom().Build();
        await database.AddAsync([.. Enumerable.Range(1, shows).Reverse().SelectMany(n =>
        {
            var show = NewShow($"Show {n:000}", n % 2 == 0 ? "An even number." : "An odd number.");
            return Enumerable.Range(0, performancesPerShow).Select(
                repeat => new APerformance().Of(show).In(room).At(TestTimes.StartsAt.AddHours(n).AddDays(30 * repeat)).Build());
        })]);
    }

    private static Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));

    public abstract class AppWithShows(int shows) : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => ShowListQueriesTests.StartAsync();

        protected override Task SeedAsync() => AddShowsAsync(App.Database, shows);
    }

    public sealed class TwoShows() : AppWithShows(shows: 2);

    public sealed class ManyShows() : AppWithShows(shows: 45);

    public sealed class AccentedShows : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => ShowListQueriesTests.StartAsync();

        protected override async Task SeedAsync()
        {
            await App.AddAsync(new APerformance().Of(NewShow("Café Müller", "Ein Wälzer über Stühle. Walzer!")));
            await App.AddAsync(new APerformance().Of(NewShow("Die Straße", "Nachts.")));
        }
    }
}
