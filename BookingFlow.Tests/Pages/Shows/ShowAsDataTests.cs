using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

/// <summary>What a show tells search engines and whoever passes a link to it on.</summary>
public sealed class ShowAsDataTests(ShowAsDataTests.Shared shared) : IClassFixture<ShowAsDataTests.Shared>, IDisposable
{
    private const string House = "https://tickets.example";
    private readonly BookingFlowApp _app = shared.App;
    private readonly NoScriptBrowser _visitor = shared.App.Visitor();

    public void Dispose() => _visitor.Dispose();

    [Fact]
    public async Task Each_evening_is_told_with_its_place_its_time_and_whether_there_are_seats()
    {
        var (show, room) = (new AShow().Build(), new ARoom().Named("Cellar").WithCapacity(2).SearchKey(null, "https://map.example/").Build());
        Performance[] evenings =
        [
            Evening(0).Build(), Evening(1).WithConfirmedSeats(2).Build(), Evening(2).CalledOff().Build(),
            Evening(3).BookingOpens(AMoment.Now.AddDays(1)).Build(), Evening(4).BookingDisabled().Build(),
        ];
        await _app.Database.AddAsync([.. evenings]);

        var told = await DataAsync(show.Slug);

        Assert.Equal(5, told.Count);
        Assert.All(
            told,
            one =>
                Assert.Equal(("TheaterEvent", show.Title, $"{House}/shows/{show.Slug}"), (Text(one, "@type"), Text(one, "name"), Text(one, "url"))));
        Assert.Equal(("2026-09-12T20:00:00+02:00", "2026-09-12T22:00:00+02:00"), (Text(told[0], "startDate"), Text(told[0], "endDate")));
        Assert.Equal(
            ("Cellar", "Lantern Theatre", "https://map.example/"),
            (Text(told[0], "location", "name"), Text(told[0], "location", "containedInPlace", "name"), Text(told[0], "location", "hasMap")));
        Assert.Equal(
            ["InStock", "SoldOut", null, "InStock", null], told.Select(
                one => one.TryGetProperty("offers", out var offer) ? Text(offer, "availability").Split('/')[^1] : null));
        Assert.Equal($"{House}/performances/{evenings[0].Id}/reserve", Text(told[0], "offers", "url"));
        Assert.Equal("2026-09-06T12:00:00+02:00", Text(told[3], "offers", "validFrom"));
        Assert.Equal(["EventScheduled", "EventScheduled", "EventCancelled"], told.Take(3).Select(one => Text(one, "eventStatus").Split('/')[^1]));

        APerformance Evening(int day) => new APerformance().Of(show).In(room).At(AMoment.CurtainUp.AddDays(day));
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>\"'&\\ 🎭 ]]>")]
    [InlineData("</SCRIPT ><img src=x onerror=alert(1)>")]
    public async Task Whatever_a_show_is_called_its_data_stays_data(string title)
    {
        var performance = new APerformance().Of(new AShow().Titled(title).Build()).Build();
        await _app.Database.AddAsync(performance);

        var page = await _visitor.OpenAsync($"/shows/{performance.Show.Slug}");

        var block = Assert.Single(page.Document.QuerySelectorAll("script"));
        Assert.Equal("application/ld+json", block.GetAttribute("type"));
        Assert.Equal(title, Text(Assert.Single(await DataAsync(performance.Show.Slug)), "name"));
        Assert.Empty(page.Document.QuerySelectorAll("[onerror]"));
        Assert.Equal(title, page.Find("meta[property='og:title']").GetAttribute("content"));
        Assert.Contains("script-src 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_show_is_shown_with_its_title_its_words_and_its_picture()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var show = performance.Show;
        var bare = await _visitor.OpenAsync($"/shows/{show.Slug}?from=a-friend");
        Assert.Equal("summary", Meta(bare, "name=twitter:card"));
        Assert.Null(bare.Document.QuerySelector("meta[property='og:image']"));

        var poster = new Poster
        {
            ShowId = show.Id,
            Type = PictureType.Png,
            Picture = APicture.Png(),
            AltText = "A \"storm\"",
            UploadedAt = _app.Now,
        };
        await _app.Database.AddAsync(poster);
        var page = await _visitor.OpenAsync($"/shows/{show.Slug}?from=a-friend");

        Assert.Equal($"{House}/shows/{show.Slug}", page.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal(
            [
                show.Title, show.Summary, $"{House}/shows/{show.Slug}", "website", "en_GB", $"{House}/posters/{poster.Id}", "A \"storm\"",
                "Lantern Theatre",
            ],
            new[] { "title", "description", "url", "type", "locale", "image", "image:alt",
            "site_name" }.Select(name => Meta(page, $"property=og:{name}")));
        Assert.Equal((show.Summary, "summary_large_image"), (Meta(page, "name=description"), Meta(page, "name=twitter:card")));
        Assert.Equal($"{show.Title} · Lantern Theatre", page.Document.Title);
        Assert.Equal("", (await _visitor.OpenAsync($"/posters/{poster.Id}")).Header("X-Robots-Tag"));
        Assert.Equal($"{House}/", (await _visitor.OpenAsync("/?page=2")).Find("link[rel=canonical]").GetAttribute("href"));
    }

    [Fact]
    public async Task The_icon_for_home_screens_is_there()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Address) };
        var icon = await http.GetByteArrayAsync((await _visitor.OpenAsync("/")).Find("link[rel='apple-touch-icon']").GetAttribute("href"));

        var header = PictureHeader.Read(icon);
        Assert.Equal((PictureType.Png, 180, 180), (header!.Type, header.Width, header.Height));
    }

    private async Task<List<JsonElement>> DataAsync(string slug) =>
        [
            .. JsonDocument.Parse(
                (await _visitor.OpenAsync($"/shows/{slug}")).Find("script").TextContent).RootElement.GetProperty("@graph").EnumerateArray(),
        ];

    private static string Text(JsonElement one, params string[] path) => path.Aggregate(one, (at, name) => at.GetProperty(name)).GetString()!;

    private static string? Meta(Place page, string which) =>
        page.Find($"meta[{which.Replace("=", "='", StringComparison.Ordinal)}']").GetAttribute("content");

    public sealed class Shared : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(
            new FakeTimeProvider(new DateTimeOffset(AMoment.Now)), ("Booking:PublicBaseUrl", House), ("Venue:TimeZone", "Europe/Rome"),
            ("Venue:Name", "Lantern Theatre"));
    }
}
