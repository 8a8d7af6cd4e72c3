using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

public sealed class IndexTests(IndexTests.Shared shared) : IClassFixture<IndexTests.Shared>
{
    [Fact]
    public async Task Only_what_visitors_can_come_to_is_listed()
    {
        await using var app = await StartAsync();
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Public Play").Build()));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Private Play").Build()).Private());
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Secret Play").Unpublished().Build()));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Past Play").Build()).At(AMoment.Now.AddSeconds(-1)));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Begun Play").Build()).At(AMoment.Now));
        using var visitor = app.Visitor();
        Assert.Equal(["Public Play"], (await visitor.OpenAsync("/")).Document.QuerySelectorAll("h2").Select(h => h.TextContent));
    }

    [Theory]
    [InlineData(40, "Seats.Left.other")]
    [InlineData(6, "Seats.Left.other")]
    [InlineData(5, "Seats.Last.other")]
    [InlineData(1, "Seats.Last.one")]
    [InlineData(0, "Seats.SoldOut")]
    public async Task Seats_left_are_told_kindly_and_only_then_is_there_a_way_to_reserve(int left, string words)
    {
        var app = shared.App;
        var performance = await app.AddAsync(
            new APerformance().WithCapacity(50).WithAdditionalSeats(7).WithManuallyOccupiedSeats(4).WithConfirmedSeats(53 - left));
        using var visitor = app.Visitor();
        var row = (await visitor.OpenAsync("/")).Find($".show-card:has(a[href='/shows/{performance.Show.Slug}']) .performance");
        Assert.Contains(app.Words()[words, left].Value, row.TextContent, StringComparison.Ordinal);
        Assert.Equal(left > 0, row.QuerySelector("a[href$='/reserve']") is not null);
    }

    [Fact]
    public async Task Times_are_those_of_the_clock_in_the_foyer_before_and_after_it_is_put_back()
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
    public async Task What_cannot_be_booked_says_why_and_from_when_it_can()
    {
        await using var app = await StartAsync();
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Called Off").Build()).CalledOff());
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Box Office").Build()).BookingDisabled());
        await app.AddAsync(
            new APerformance().Of(new AShow().Titled("Later").Build()).BookingOpens(new DateTime(2026, 9, 6, 8, 0, 0, DateTimeKind.Utc)));
        await app.AddAsync(new APerformance().Of(new AShow().Titled("Closed").Build()).BookingCloses(AMoment.Now));
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
    public async Task Three_evenings_of_a_show_are_listed_and_the_others_are_a_link_away()
    {
        await using var app = await StartAsync();
        var first = await app.AddAsync(new APerformance().At(AMoment.CurtainUp));
        await using (var db = app.Database.CreateDbContext())
        {
            db.AttachRange(first.Show, first.Room);
            db.AddRange(
                Enumerable.Range(1, 4).Select(day => new APerformance().Of(first.Show).In(first.Room).At(AMoment.CurtainUp.AddDays(day)).Build()));
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
    public async Task Every_show_has_a_picture_its_own_or_one_that_is_drawn()
    {
        await using var app = await StartAsync();
        var drawn = await app.AddAsync(new APerformance().Of(new AShow().Titled("Without").Build()));
        var pictured = await app.AddAsync(new APerformance().Of(new AShow().Titled("With").Build()));
        await app.Database.ReadAsync(async db =>
        {
            db.Add(
                new Poster
                {
                    ShowId = pictured.Show.Id,
                    Type = PictureType.Png,
                    Picture = APicture.Png(bytes: 500),
                    AltText = "A duke on an island",
                    UploadedAt = AMoment.Now,
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
            (await visitor.OpenAsync($"/shows/{drawn.Show.Slug}")).Find("svg.poster-art").OuterHtml);
    }

    [Fact]
    public async Task An_empty_season_is_told_kindly()
    {
        await using var app = await StartAsync();
        using var visitor = app.Visitor();
        var list = await visitor.OpenAsync("/");
        Assert.Equal(200, list.Status);
        Assert.Contains(app.Words()["Shows.None"].Value, list.Text, StringComparison.Ordinal);
    }

    private static Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(new FakeTimeProvider(new DateTimeOffset(AMoment.Now)));

    public sealed class Shared : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => IndexTests.StartAsync();
    }
}
