using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Shows;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

/// <summary>The list of shows when it is long: page by page, month by month, and searched.</summary>
public sealed class ProgrammeTests(ProgrammeTests.TwoShows twoShows, ProgrammeTests.ManyShows manyShows, ProgrammeTests.AccentedShows accentedShows)
    : IClassFixture<ProgrammeTests.TwoShows>, IClassFixture<ProgrammeTests.ManyShows>, IClassFixture<ProgrammeTests.AccentedShows>
{
    [Fact]
    public async Task Every_show_is_on_one_page_in_the_order_of_its_next_performance()
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
    public async Task However_many_performances_there_are_a_page_reads_three_of_each_show_at_most()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await SeasonAsync(database, shows: 30, evenings: 8);
        await using var db = database.CreateDbContext();

        var page = await db.ProgrammeAsync(AMoment.Now, null, [], 1, CancellationToken.None);

        Assert.Equal((Programme.Size, true), (page.Shows.Count, page.HasMore));
        Assert.All(page.Shows, show => Assert.Equal((3, 5), (show.Next.Count, show.More)));
        Assert.All(page.Shows, show => Assert.Equal(show.Next.OrderBy(p => p.StartsAt), show.Next));
    }

    [Fact]
    public async Task The_list_walks_the_performances_by_their_start_and_sorts_and_scans_nothing()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await SeasonAsync(database, shows: 30);
        var asked = new QueryPlans();
        await using var db = asked.On(database);
        await db.ProgrammeAsync(AMoment.Now, null, [], 1, CancellationToken.None);

        Assert.Equal(3, asked.Plans.Count);
        // The first question decides which shows: it must end with the page, so it may not sort.
        Assert.Contains("IX_Performances_StartsAt", asked.Plans[0], StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", asked.Plans[0], StringComparison.Ordinal);
        Assert.All(asked.Plans, plan => Assert.DoesNotMatch(@"SCAN (p|p\d|s|Performances|Shows)\b(?! USING INDEX)", plan));
        Assert.All(asked.Plans, plan => Assert.Contains("IX_Performances_ShowId_StartsAt", plan, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cafe muller", "Café Müller")]
    [InlineData("MÜLLER café", "Café Müller")]
    [InlineData("walz", "Café Müller")]
    [InlineData("strasse", "Die Straße")]
    public async Task A_show_is_found_by_words_of_its_title_and_summary_without_accents_and_case(string typed, string title)
    {
        var app = accentedShows.App;
        using var visitor = app.Visitor();

        var found = await visitor.OpenAsync("/?q=" + Uri.EscapeDataString(typed));

        Assert.Equal([title], Titles(found));
        Assert.Equal(typed, found.Find("#q").GetAttribute("value"));
    }

    [Fact]
    public async Task A_search_has_pages_of_its_own()
    {
        var app = manyShows.App;
        using var visitor = app.Visitor();

        var first = await visitor.OpenAsync("/?q=odd");
        Assert.Equal(Programme.Size, Titles(first).Count());
        var second = await visitor.OpenAsync(first.Find(".paging a[rel=next]").GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 11).Select(n => $"Show {25 + (2 * n):000}"), Titles(second));
    }

    [Theory]
    [InlineData("/?q=zzz", "Shows.NotFound", "zzz")]
    [InlineData("/?month=2031-01", "Shows.NoneInMonth", "January 2031")]
    [InlineData("/?page=99", "Shows.NoSuchPage", null)]
    public async Task Nothing_found_says_so_and_has_a_way_on(string path, string words, string? about)
    {
        var app = twoShows.App;
        using var visitor = app.Visitor();

        var page = await visitor.OpenAsync(path);

        Assert.Equal(200, page.Status);
        Assert.Contains(app.Words()[words, about ?? ""].Value, page.Text, StringComparison.Ordinal);
        Assert.Equal("/", page.Find(".panel a.button").GetAttribute("href"));
        Assert.Equal(2, page.Document.QuerySelectorAll(".upcoming li").Length);
    }

    [Fact]
    public async Task A_search_in_an_empty_season_is_nothing_found_and_the_season_itself_is_told_kindly()
    {
        await using var app = await StartAsync();
        using var visitor = app.Visitor();
        var empty = await visitor.OpenAsync("/");
        Assert.Contains(app.Words()["Shows.None.Next"].Value, empty.Text, StringComparison.Ordinal);
        Assert.Empty(empty.Document.QuerySelectorAll("form"));
        Assert.Contains(app.Words()["Shows.NotFound", "hamlet"].Value, (await visitor.OpenAsync("/?q=hamlet")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_shows_what_is_played_in_it_by_the_clock_in_the_foyer_and_leads_only_to_months_with_something()
    {
        await using var app = await StartAsync();
        // In Rome it is the first of November already.
        await app.AddAsync(new APerformance().Of(AShowOf("On the edge", "")).At(new DateTime(2026, 10, 31, 23, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().Of(AShowOf("In September", "")));
        await app.AddAsync(new APerformance().Of(AShowOf("In March", "")).At(new DateTime(2027, 3, 10, 19, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().Of(AShowOf("Private", "")).At(new DateTime(2026, 12, 10, 19, 0, 0, DateTimeKind.Utc)).Private());
        using var visitor = app.Visitor();

        var all = await visitor.OpenAsync("/");
        Assert.Equal(["/", "/?month=2026-09"], Months(all));
        var september = await visitor.OpenAsync("/?month=2026-09");
        Assert.Equal(["In September"], Titles(september));
        Assert.Equal(["/", "/?month=2026-09", "/?month=2026-11"], Months(september));
        var november = await visitor.OpenAsync("/?month=2026-11");
        Assert.Equal("What's on in November 2026", november.Find("h1").TextContent);
        Assert.Equal(["On the edge"], Titles(november));
        Assert.Equal(["/", "/?month=2026-09", "/?month=2026-11", "/?month=2027-03"], Months(november));
        Assert.Equal(["/", "/?month=2026-11", "/?month=2027-03"], Months(await visitor.OpenAsync("/?month=2027-03")));
    }

    [Fact]
    public async Task A_month_shows_the_evenings_of_the_month_and_counts_all_that_the_shows_page_has()
    {
        await using var app = await StartAsync();
        var first = await app.AddAsync(new APerformance());
        await using (var db = app.Database.CreateDbContext())
        {
            db.AttachRange(first.Show, first.Room);
            db.AddRange(
                Enumerable.Range(1, 4).Select(
                    week => new APerformance().Of(first.Show).In(first.Room).At(AMoment.CurtainUp.AddDays(7 * week)).Build()));
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
    public async Task What_cannot_be_understood_is_not_asked_for(string path)
    {
        var app = twoShows.App;
        using var visitor = app.Visitor();

        Assert.Equal(["Show 001", "Show 002"], Titles(await visitor.OpenAsync(path)));
    }

    private static Show AShowOf(string title, string summary)
    {
        var show = new AShow().Titled(title).Build();
        show.Summary = summary;
        return show;
    }

    private static IEnumerable<string> Titles(Place list) => list.Document.QuerySelectorAll(".show-card h2").Select(h => h.TextContent);

    private static IEnumerable<string?> Months(Place list) => list.Document.QuerySelectorAll("nav.months a").Select(a => a.GetAttribute("href"));

    // Stored the other way round than they are played.
    private static async Task SeasonAsync(TemporaryDatabase database, int shows, int evenings = 1)
    {
        var room = new ARoom().Build();
        await database.AddAsync([.. Enumerable.Range(1, shows).Reverse().SelectMany(n =>
        {
            var show = AShowOf($"Show {n:000}", n % 2 == 0 ? "An even number." : "An odd number.");
            return Enumerable.Range(0, evenings).Select(
                evening => new APerformance().Of(show).In(room).At(AMoment.CurtainUp.AddHours(n).AddDays(30 * evening)).Build());
        })]);
    }

    private static Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(new FakeTimeProvider(new DateTimeOffset(AMoment.Now)));

    public abstract class Season(int shows) : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => ProgrammeTests.StartAsync();

        protected override Task SeedAsync() => SeasonAsync(App.Database, shows);
    }

    public sealed class TwoShows() : Season(shows: 2);

    public sealed class ManyShows() : Season(shows: 45);

    public sealed class AccentedShows : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => ProgrammeTests.StartAsync();

        protected override async Task SeedAsync()
        {
            await App.AddAsync(new APerformance().Of(AShowOf("Café Müller", "Ein Wälzer über Stühle. Walzer!")));
            await App.AddAsync(new APerformance().Of(AShowOf("Die Straße", "Nachts.")));
        }
    }
}
