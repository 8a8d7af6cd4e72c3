using Ical.Net;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Discovery;

/// <summary>Sitemap, <c>robots.txt</c> and calendar feed, and that their links use <c>Booking:PublicBaseUrl</c>.</summary>
public sealed class DiscoveryTests : IAsyncLifetime
{
    private const string BaseUrl = "https://tickets.example";
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", BaseUrl));
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_sitemap_contains_the_list_and_every_show_with_upcoming_public_performances()
    {
        var upcoming = new AShow().Build();
        await _app.Database.AddAsync(
            Tomorrow(upcoming)
                .Build(), Tomorrow(upcoming)
                .Build(), Tomorrow(new AShow().Unpublished().Build())
                .Build(), Tomorrow(new AShow().Build())
                .Private()
                .Build(),
            Tomorrow(new AShow().Build()).Cancelled().Build(), new APerformance().Of(new AShow().Build()).At(_app.Now.AddDays(-1)).Build());

        var sitemap = await _visitor.OpenAsync("/sitemap.xml");

        Assert.Equal("application/xml; charset=utf-8", sitemap.Header("Content-Type"));
        Assert.Equal(
            [$"{BaseUrl}/", $"{BaseUrl}/shows/{upcoming.Slug}"],
            System.Xml.Linq.XDocument.Parse(sitemap.Body).Descendants().Where(e => e.Name.LocalName == "loc").Select(e => e.Value));
        Assert.Contains($"Sitemap: {BaseUrl}/sitemap.xml", (await _visitor.OpenAsync("/robots.txt")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_feed_lists_public_performances_with_a_uid_that_survives_moving_and_cancelling()
    {
        var performance = Tomorrow(new AShow().Titled("Hamlet; or, Revenge\\").Build()).Build();
        await _app.Database.AddAsync(
            performance, Tomorrow(new AShow().Build()).Private().Build(), Tomorrow(new AShow().Unpublished().Build()).Build());

        var before = Assert.Single((await FeedAsync("")).Events);
        Assert.Equal($"performance-{performance.Id}@tickets.example", before.Uid);
        Assert.Equal(
            ("Hamlet; or, Revenge\\", "CONFIRMED", $"{BaseUrl}/shows/{performance.Show.Slug}"),
            (before.Summary, before.Status, before.Url!.AbsoluteUri));
        Assert.Equal(("UTC", performance.StartsAt), (before.Start!.TzId, before.Start.AsUtc));
        Assert.Equal(performance.StartsAt.AddMinutes(120), before.End!.AsUtc);
        Assert.EndsWith(performance.Room.Name, before.Location, StringComparison.Ordinal);

        var later = performance.StartsAt.AddHours(1);
        await _app.Database.ReadAsync(
            db =>
                db.Performances.Where(p => p.Id == performance.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(p => p.StartsAt, later).SetProperty(p => p.CancelledAt, _app.Now)));

        var after = Assert.Single((await FeedAsync("?language=it")).Events);
        Assert.Equal(
            (before.Uid, "CANCELLED", "Annullata: Hamlet; or, Revenge\\", later), (after.Uid, after.Status, after.Summary, after.Start!.AsUtc));
    }

    [Fact]
    public async Task The_calendar_feed_prefers_the_language_in_its_query_over_Accept_Language()
    {
        foreach (var (query, language, words) in new[] { ("", "de", "Spielplan"), ("?language=fr", "de", "à l’affiche"),
            ("?language=xx", "de", "Spielplan"), ("", "en", "What's on at") })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/calendar.ics" + query);
            request.Headers.Add("Accept-Language", language);

            Assert.Contains(words, (await _visitor.SendAsync(request)).Body, StringComparison.Ordinal);
        }

        var list = await _visitor.OpenAsync("/");
        Assert.Equal("/calendar.ics?language=en", list.Find("link[rel=alternate][type='text/calendar']").GetAttribute("href"));
        Assert.Equal("/calendar.ics?language=en", list.Link("calendar.ics"));
    }

    private APerformance Tomorrow(Show show) => new APerformance().Of(show).At(_app.Now.Date.AddDays(1).AddHours(19));

    private async Task<Calendar> FeedAsync(string query)
    {
        var feed = await _visitor.OpenAsync("/calendar.ics" + query);
        Assert.Equal("text/calendar; charset=utf-8", feed.Header("Content-Type"));
        return Calendar.Load(feed.Body)!;
    }
}
