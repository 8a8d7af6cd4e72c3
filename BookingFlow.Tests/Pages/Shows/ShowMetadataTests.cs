using System.Text.Json;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Shows;

/// <summary>Metadata of a show for search engines (JSON-LD) and link previews (Open Graph, Twitter cards).</summary>
public sealed class ShowMetadataTests(ShowMetadataTests.AppWithPublicBaseUrl shared)
    : IClassFixture<ShowMetadataTests.AppWithPublicBaseUrl>, IDisposable
{
    private const string BaseUrl = "https://tickets.example";
    private readonly BookingFlowApp _app = shared.App;
    private readonly NoScriptBrowser _visitor = shared.App.Visitor();

    public void Dispose() => _visitor.Dispose();

    [Fact]
    public async Task Structured_data_has_location_times_and_availability_of_each_performance()
    {
        var (show, room) = (new AShow().Build(), new ARoom().Named("Cellar").WithCapacity(2).WithDirections(null, "https://map.example/").Build());
        room.StepFreeAccess = true;
        Performance[] performances =
        [
            PerformanceOnDay(0).Build(), PerformanceOnDay(1).WithConfirmedSeats(2).Build(), PerformanceOnDay(2).Cancelled().Build(),
            PerformanceOnDay(3).BookingOpens(TestTimes.Now.AddDays(1)).Build(), PerformanceOnDay(4).BookingDisabled().Build(),
        ];
        await _app.Database.AddAsync([.. performances]);

        var events = await StructuredDataAsync(show.Slug);

        Assert.Equal(5, events.Count);
        Assert.All(
            events,
            item =>
                Assert.Equal(
                    ("TheaterEvent", show.Title, $"{BaseUrl}/shows/{show.Slug}"), (Text(item, "@type"), Text(item, "name"), Text(item, "url"))));
        Assert.Equal(("2026-09-12T20:00:00+02:00", "2026-09-12T22:00:00+02:00"), (Text(events[0], "startDate"), Text(events[0], "endDate")));
        Assert.Equal(
            ("Cellar", "Lantern Theatre", "https://map.example/"),
            (Text(events[0], "location", "name"), Text(events[0], "location", "containedInPlace", "name"), Text(events[0], "location", "hasMap")));
        var amenity = Assert.Single(events[0].GetProperty("location").GetProperty("amenityFeature").EnumerateArray());
        Assert.Equal(("Step-free access", true), (Text(amenity, "name"), amenity.GetProperty("value").GetBoolean()));
        Assert.Equal(
            ["InStock", "SoldOut", null, "InStock", null], events.Select(
                item => item.TryGetProperty("offers", out var offer) ? Text(offer, "availability").Split('/')[^1] : null));
        Assert.Equal($"{BaseUrl}/performances/{performances[0].Id}/reserve", Text(events[0], "offers", "url"));
        Assert.Equal("2026-09-06T12:00:00+02:00", Text(events[3], "offers", "validFrom"));
        Assert.Equal(["EventScheduled", "EventScheduled", "EventCancelled"], events.Take(3).Select(item => Text(item, "eventStatus").Split('/')[^1]));

        APerformance PerformanceOnDay(int day) => new APerformance().Of(show).In(room).At(TestTimes.StartsAt.AddDays(day));
    }

    [Fact]
    public async Task Structured_data_has_the_door_time_and_says_what_is_free_of_charge()
    {
        var (free, other) = (new AShow().Build(), new AShow().Build());
        free.IsFree = true;
        await _app.Database.AddAsync(
            new APerformance().Of(free).Build(), new APerformance().Of(other).At(TestTimes.StartsAt.AddDays(1)).DoorsOpenMinutesBefore(30).Build());

        var (ofFree, ofOther) = (Assert.Single(await StructuredDataAsync(free.Slug)), Assert.Single(await StructuredDataAsync(other.Slug)));

        Assert.Equal("2026-09-12T18:30:00+02:00", Text(ofFree, "doorTime"));
        Assert.Equal("2026-09-13T19:30:00+02:00", Text(ofOther, "doorTime"));
        Assert.True(ofFree.GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Equal(0, ofFree.GetProperty("offers").GetProperty("price").GetInt32());
        Assert.False(ofOther.TryGetProperty("isAccessibleForFree", out _));
        Assert.False(ofOther.GetProperty("offers").TryGetProperty("price", out _));
        Assert.Contains("Admission is free.", (await _visitor.OpenAsync($"/shows/{free.Slug}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Admission is free.", (await _visitor.OpenAsync($"/shows/{other.Slug}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Structured_data_has_the_former_dates_of_a_rescheduled_performance()
    {
        var show = new AShow().Build();
        Performance[] performances =
            [.. Enumerable.Range(0, 4).Select(day => new APerformance().Of(show).At(TestTimes.StartsAt.AddDays(day)).Build())];
        await _app.Database.AddAsync([.. performances]);
        await using (var db = _app.Database.CreateDbContext())
        {
            // The first is moved twice, the second only to another room, the third away and back.
            await RescheduleAsync(db, performances[0], TestTimes.StartsAt.AddDays(10));
            await RescheduleAsync(db, performances[0], TestTimes.StartsAt.AddDays(20));
            await RescheduleAsync(db, performances[1], TestTimes.StartsAt.AddDays(1));
            await RescheduleAsync(db, performances[2], TestTimes.StartsAt.AddDays(9));
            await RescheduleAsync(db, performances[2], TestTimes.StartsAt.AddDays(2));
        }

        var events = (await StructuredDataAsync(show.Slug)).ToDictionary(item => Text(item, "startDate")[..10], StringComparer.Ordinal);

        Assert.Equal("EventRescheduled", Status("2026-10-02"));
        Assert.Equal(
            ["2026-09-12T20:00:00+02:00", "2026-09-22T20:00:00+02:00"],
            events["2026-10-02"].GetProperty("previousStartDate").EnumerateArray().Select(at => at.GetString()));
        foreach (var day in new[] { "2026-09-13", "2026-09-14", "2026-09-15" })
        {
            Assert.Equal("EventScheduled", Status(day));
            Assert.False(events[day].TryGetProperty("previousStartDate", out _));
        }

        string Status(string day) => Text(events[day], "eventStatus").Split('/')[^1];

        static async Task RescheduleAsync(BookingDbContext db, Performance performance, DateTime startsAt)
        {
            var stored = await db.Performances.Include(p => p.Show).Include(p => p.Room).SingleAsync(p => p.Id == performance.Id);
            db.Add(PerformanceChange.From(stored, TestTimes.Now));
            stored.StartsAt = startsAt;
            await db.SaveChangesAsync();
        }
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>\"'&\\ 🎭 ]]>")]
    [InlineData("</SCRIPT ><img src=x onerror=alert(1)>")]
    public async Task Structured_data_escapes_markup_in_the_title(string title)
    {
        var performance = new APerformance().Of(new AShow().Titled(title).Build()).Build();
        await _app.Database.AddAsync(performance);

        var page = await _visitor.OpenAsync($"/shows/{performance.Show.Slug}");

        var block = Assert.Single(page.Document.QuerySelectorAll("script"));
        Assert.Equal("application/ld+json", block.GetAttribute("type"));
        Assert.Equal(title, Text(Assert.Single(await StructuredDataAsync(performance.Show.Slug)), "name"));
        Assert.Empty(page.Document.QuerySelectorAll("[onerror]"));
        Assert.Equal(title, page.Find("meta[property='og:title']").GetAttribute("content"));
        Assert.Contains("script-src 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_previews_have_title_summary_and_picture()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var show = performance.Show;
        var poster = await APicture.ConvertedPosterOf(show, APicture.Jpeg(1500, 1000));
        poster.AltText = "A \"storm\"";
        await _app.Database.AddAsync(poster);
        var page = await _visitor.OpenAsync($"/shows/{show.Slug}?from=a-friend");

        Assert.Equal($"{BaseUrl}/shows/{show.Slug}", page.Find("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal(
            [
                show.Title, show.Summary, $"{BaseUrl}/shows/{show.Slug}", "website", "en_GB", $"{BaseUrl}/posters/{poster.Id}/preview.jpg",
                "image/jpeg", "1200", "630", "A \"storm\"", "Lantern Theatre",
            ],
            new[] { "title", "description", "url", "type", "locale", "image", "image:type", "image:width", "image:height", "image:alt", "site_name" }
                .Select(name => Meta(page, $"property=og:{name}")));
        Assert.Equal((show.Summary, "summary_large_image"), (Meta(page, "name=description"), Meta(page, "name=twitter:card")));
        Assert.Equal($"{show.Title} · Lantern Theatre", page.Document.Title);
        Assert.Equal("", (await _visitor.OpenAsync($"/posters/{poster.Id}")).Header("X-Robots-Tag"));
        Assert.Equal($"{BaseUrl}/", (await _visitor.OpenAsync("/?page=2")).Find("link[rel=canonical]").GetAttribute("href"));
        Assert.Equal((1200, 630), await ImageSizeAsync($"/posters/{poster.Id}/preview.jpg"));
    }

    [Fact]
    public async Task Link_preview_of_a_show_without_a_picture_has_its_generated_poster()
    {
        var show = (await _app.AddAsync(_app.APerformanceTonight())).Show;
        var page = await _visitor.OpenAsync($"/shows/{show.Slug}");

        Assert.Equal(
            ($"{BaseUrl}/shows/{show.Slug}/preview.jpg", "summary_large_image", "1200", "630"),
            (Meta(page, "property=og:image"), Meta(page, "name=twitter:card"), Meta(page, "property=og:image:width"),
                Meta(page, "property=og:image:height")));
        Assert.Null(page.Document.QuerySelector("meta[property='og:image:alt']"));

        var preview = await _visitor.OpenAsync($"/shows/{show.Slug}/preview.jpg");
        Assert.Equal(
            (200, "image/jpeg", "public, max-age=86400", ""),
            (preview.Status, preview.Header("Content-Type"), preview.Header("Cache-Control"), preview.Header("X-Robots-Tag")));
        Assert.Equal((1200, 630), await ImageSizeAsync($"/shows/{show.Slug}/preview.jpg"));
        var conditional = new HttpRequestMessage(HttpMethod.Get, $"/shows/{show.Slug}/preview.jpg");
        conditional.Headers.IfNoneMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Parse(preview.Header("ETag")));
        Assert.Equal(304, (await _visitor.SendAsync(conditional)).Status);
    }

    [Fact]
    public async Task Only_a_published_show_has_a_link_preview()
    {
        var show = new AShow().Unpublished().Build();
        await _app.Database.AddAsync(show);

        Assert.Equal(404, (await _visitor.OpenAsync($"/shows/{show.Slug}/preview.jpg")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/no-such-show/preview.jpg")).Status);
    }

    [Fact]
    public async Task The_link_preview_of_a_picture_that_is_not_converted_is_the_picture_itself()
    {
        var show = (await _app.AddAsync(_app.APerformanceTonight())).Show;
        var poster = APicture.PosterOf(show);
        await _app.Database.AddAsync(poster);

        var page = await _visitor.OpenAsync($"/shows/{show.Slug}");
        Assert.Equal($"{BaseUrl}/posters/{poster.Id}", Meta(page, "property=og:image"));
        Assert.Null(page.Document.QuerySelector("meta[property='og:image:width']"));
    }

    [Fact]
    public async Task The_home_screen_icon_is_served() => Assert.Equal(
        (180, 180), await ImageSizeAsync((await _visitor.OpenAsync("/")).Find("link[rel='apple-touch-icon']").GetAttribute("href")!));

    private async Task<(int Width, int Height)> ImageSizeAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Address) };
        using var codec = SkiaSharp.SKCodec.Create(new MemoryStream(await http.GetByteArrayAsync(path, TestContext.Current.CancellationToken)));
        return (codec.Info.Width, codec.Info.Height);
    }

    private async Task<List<JsonElement>> StructuredDataAsync(string slug) =>
        [
            .. JsonDocument.Parse(
                (await _visitor.OpenAsync($"/shows/{slug}")).Find("script").TextContent).RootElement.GetProperty("@graph").EnumerateArray(),
        ];

    private static string Text(JsonElement item, params string[] path) => path.Aggregate(item, (node, name) => node.GetProperty(name)).GetString()!;

    private static string? Meta(BrowserResponse page, string attribute) =>
        page.Find($"meta[{attribute.Replace("=", "='", StringComparison.Ordinal)}']").GetAttribute("content");

    public sealed class AppWithPublicBaseUrl : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(
            new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)), ("Booking:PublicBaseUrl", BaseUrl), ("Venue:TimeZone", "Europe/Rome"),
            ("Venue:Name", "Lantern Theatre"));
    }
}
