using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

public sealed class IndexTests(IndexTests.AppAtFixedTime shared) : IClassFixture<IndexTests.AppAtFixedTime>
{
    [Fact]
    public async Task Only_upcoming_public_performances_of_published_shows_are_listed()
    {
        await using var app = await StartAsync();
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Public Play").Build()));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Private Play").Build()).Private());
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Secret Play").Unpublished().Build()));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Past Play").Build()).At(TestTimes.Now.AddSeconds(-1)));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Begun Play").Build()).At(TestTimes.Now));
        using var visitor = app.Visitor();
        Assert.Equal(["Public Play"], (await visitor.OpenAsync("/")).Document.QuerySelectorAll("h2").Select(h => h.TextContent));
    }

    [Theory]
    [InlineData(40, "Seats.Left.other")]
    [InlineData(6, "Seats.Left.other")]
    [InlineData(5, "Seats.Last.other")]
    [InlineData(1, "Seats.Last.one")]
    [InlineData(0, "Seats.SoldOut")]
    public async Task The_seats_left_are_shown_with_a_link_to_reserve_or_if_sold_out_to_the_waiting_list(int left, string wordsKey)
    {
        var app = shared.App;
        var performance = await app.AddAsync(
            new APerformance().WithCapacity(50).WithAdditionalSeats(7).WithManuallyOccupiedSeats(4).WithConfirmedSeats(53 - left));
        using var visitor = app.Visitor();
        var row = (await visitor.OpenAsync("/")).Find($".show-card:has(a[href='/shows/{performance.Show.Slug}']) .performance");
        Assert.Contains(app.Words()[wordsKey, left].Value, row.TextContent, StringComparison.Ordinal);
        Assert.StartsWith(
            app.Words()[left > 0 ? "Performance.Reserve" : "Wait.Title"], row.QuerySelector("a[href$='/reserve']")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_in_the_venue_time_zone_before_and_after_the_clock_change()
    {
        await using var app = await StartAsync();
        var show = new AShow().Build();
        await app.AddAsync(
            new APerformance().Of(show).In(new ARoom().Named("The Cellar").Build()).At(new DateTime(2026, 10, 24, 18, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().At(new DateTime(2026, 10, 25, 18, 0, 0, DateTimeKind.Utc)));
        using var visitor = app.Visitor();
        var list = await visitor.OpenAsync("/");
        Assert.Contains("The Cellar", list.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["2026-10-24T20:00+02:00", "2026-10-25T19:00+01:00"],
            list.Document.QuerySelectorAll(".performance > time").Select(time => time.GetAttribute("datetime")));
        Assert.Contains("Saturday 24 October 2026 20:00", list.Text, StringComparison.Ordinal);
        Assert.Contains("Sunday 25 October 2026 19:00", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_performance_closed_for_booking_shows_the_reason_or_when_booking_opens()
    {
        await using var app = await StartAsync();
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Called Off").Build()).Cancelled());
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Box Office").Build()).BookingDisabled());
        await app.AddAsync(
            new APerformance().Of(new AShow().Titled("Later").Build()).BookingOpens(new DateTime(2026, 9, 6, 8, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Closed").Build()).BookingCloses(TestTimes.Now));
        using var visitor = app.Visitor();
        var cards = (await visitor.OpenAsync("/")).Document.QuerySelectorAll(".show-card").ToDictionary(
            c => c.QuerySelector("h2")!.TextContent, c => c);
        Assert.Contains(app.Words()["Performance.Cancelled"].Value, cards["Called Off"].TextContent, StringComparison.Ordinal);
        Assert.Contains(app.Words()["Performance.Disabled"].Value, cards["Box Office"].TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Booking opens Sunday 6 September 2026, 10:00",
            string.Join(' ', cards["Later"].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(app.Words()["Performance.Over"].Value, cards["Closed"].TextContent, StringComparison.Ordinal);
        Assert.All(cards.Values, card => Assert.Null(card.QuerySelector("a[href$='/reserve']")));
    }

    [Fact]
    public async Task At_most_three_performances_per_show_are_listed_with_a_link_to_the_others()
    {
        await using var app = await StartAsync();
        var first = await app.AddAsync(new APerformance().At(TestTimes.StartsAt));
        await using (var db = app.Database.CreateDbContext())
        {
            db.AttachRange(first.Show, first.Room);
            db.AddRange(
                Enumerable.Range(1, 4).Select(day => new APerformance().Of(first.Show).In(first.Room).At(TestTimes.StartsAt.AddDays(day)).Build()));
            await db.SaveChangesAsync();
        }

        using var visitor = app.Visitor();
        var list = await visitor.OpenAsync("/");
        Assert.Equal(3, list.Document.QuerySelectorAll(".performance").Length);
        Assert.Contains(app.Words()["Shows.More.other", 2].Value, list.Text, StringComparison.Ordinal);
        var show = await visitor.OpenAsync(list.Link($"/shows/{first.Show.Slug}"));
        Assert.Equal(5, show.Document.QuerySelectorAll(".performance").Length);
    }

    [Fact]
    public async Task Every_show_has_its_poster_or_a_generated_picture()
    {
        await using var app = await StartAsync();
        var withoutPoster = await app.AddAsync(new APerformance().Of(new AShow().Titled("Without").Build()));
        var withPoster = await app.AddAsync(new APerformance().Of(new AShow().Titled("With").Build()));
        await app.Database.ReadAsync(async db =>
        {
            db.Add(
                new Poster
                {
                    ShowId = withPoster.Show.Id,
                    Type = PictureType.Png,
                    Picture = APicture.Png(),
                    AltText = "A duke on an island",
                    UploadedAt = TestTimes.Now,
                });
            return await db.SaveChangesAsync();
        });
        using var visitor = app.Visitor();
        var cards = (await visitor.OpenAsync("/")).Document.QuerySelectorAll(".show-card").ToDictionary(
            c => c.QuerySelector("h2")!.TextContent, c => c);
        Assert.NotNull(cards["Without"].QuerySelector("svg.poster-art"));
        Assert.Null(cards["Without"].QuerySelector("img"));
        var picture = cards["With"].QuerySelector("img.poster")!;
        Assert.Equal(("A duke on an island", "lazy", "300", "400"),
            (picture.GetAttribute("alt"), picture.GetAttribute("loading"), picture.GetAttribute("width"), picture.GetAttribute("height")));
        Assert.Equal(200, (await visitor.OpenAsync(picture.GetAttribute("src")!)).Status);
        Assert.Null(cards["With"].QuerySelector("svg"));
        Assert.Equal(
            cards["Without"].QuerySelector("svg")!.OuterHtml,
            (await visitor.OpenAsync($"/shows/{withoutPoster.Show.Slug}")).Find("svg.poster-art").OuterHtml);
    }

    [Fact]
    public async Task An_empty_programme_shows_a_message()
    {
        await using var app = await StartAsync();
        using var visitor = app.Visitor();
        var list = await visitor.OpenAsync("/");
        Assert.Equal(200, list.Status);
        Assert.Contains(app.Words()["Shows.None"].Value, list.Text, StringComparison.Ordinal);
    }

    private static Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));

    public sealed class AppAtFixedTime : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => IndexTests.StartAsync();
    }
}
