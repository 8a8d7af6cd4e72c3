using System.IO.Compression;
using BookingFlow.Web.Hosting.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>Tests of the output cache of public pages and of its invalidation.</summary>
public sealed class PublicPageCachingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(_clock);
        _performance = await _app.AddAsync(new APerformance().At(_app.Now.AddDays(3)).WithCapacity(10));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Second_request_for_a_public_page_is_served_from_the_cache()
    {
        using var visitors = _app.Visitor();
        foreach (var path in (string[])["/", "/?month=2026-09", "/shows/" + _performance.Show.Slug, "/sitemap.xml", "/calendar.ics?language=it",
            "/embed?language=de", "/api", "/embed.js", "/programme.atom"])
        {
            var first = await visitors.OpenAsync(path);
            var second = await visitors.OpenAsync(path);

            Assert.Equal((200, false, true), (second.Status, IsCached(first), IsCached(second)));
            Assert.Equal(first.Body, second.Body);
            // Browsers must still revalidate, and the security headers are the same.
            Assert.Equal(
                ("no-cache", first.Header("Content-Security-Policy")), (second.Header("Cache-Control"), second.Header("Content-Security-Policy")));
            Assert.Equal(
                (first.Header("Content-Type"), first.Header("Content-Language")), (second.Header("Content-Type"), second.Header("Content-Language")));
        }
    }

    [Fact]
    public async Task Confirming_a_reservation_invalidates_the_cached_pages_at_once()
    {
        using var visitor = _app.Visitor();
        Assert.Contains("10 seats left", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);

        await _app.ReserveAndConfirmAsync(visitor, _performance.Id, people: 3);

        Assert.Contains("7 seats left", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pending_reservation_leaves_the_cached_pages_valid()
    {
        using var visitor = _app.Visitor();
        await visitor.OpenAsync("/");

        Assert.Equal(303, (await visitor.ReserveAsync(_performance.Id)).Status);

        Assert.True(IsCached(await visitor.OpenAsync("/")));
    }

    [Fact]
    public async Task Change_by_another_node_is_shown_after_the_cache_duration()
    {
        using var visitor = _app.Visitor();
        await visitor.OpenAsync("/");
        // The change must not invalidate the cache of this node, as if another node had made it.
        _app.Database.ContextCreated = null;
        await _app.Database.ReadAsync(db => db.Shows.ExecuteUpdateAsync(set => set.SetProperty(s => s.Title, "Uncle Vanya")));

        Assert.DoesNotContain("Uncle Vanya", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);
        _clock.Advance(PublicPageCachePolicy.CacheDuration);
        Assert.Contains("Uncle Vanya", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cache_varies_by_language()
    {
        using var visitors = _app.Visitor();
        Assert.Equal(
            ["en", "it", "de", "it"],
            [await LanguageOfAsync("en"), await LanguageOfAsync("it"), await LanguageOfAsync("de"), await LanguageOfAsync("it")]);

        async Task<string?> LanguageOfAsync(string language) =>
            (
                await visitors.SendAsync(
                    new HttpRequestMessage(HttpMethod.Get, "/")
                    {
                        Headers = { { "Accept-Language", language } },
                    })).Document.DocumentElement.GetAttribute("lang");
    }

    [Fact]
    public async Task Private_pages_and_forms_are_never_cached()
    {
        using var visitor = _app.Visitor();
        var ticket = await _app.ReserveAndConfirmAsync(visitor, _performance.Id);
        foreach (var path in (string[])[ticket, ticket + "/calendar.ics", $"/performances/{_performance.Id}/reserve", "/reservations/pending",
            "/staff/login", "/?q=" + _performance.Show.Title[..3], "/shows/hamlet", "/?utm=1"])
        {
            await visitor.OpenAsync(path);
            Assert.False(IsCached(await visitor.OpenAsync(path)), path);
        }
    }

    [Fact]
    public async Task Not_found_responses_are_not_cached()
    {
        using var visitor = _app.Visitor();
        Assert.Equal(404, (await visitor.OpenAsync("/imprint")).Status);
        _app.Database.ContextCreated = null;
        await _app.Database.AddAsync(new VenueText { Kind = VenueTextKind.Imprint, Text = "The venue", ChangedAt = _app.Now });

        Assert.Equal(200, (await visitor.OpenAsync("/imprint")).Status);
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task Public_page_is_compressed_with_the_accepted_encoding(string accepted, string encoding)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Address) };
        var plain = await http.GetStringAsync("/");
        for (var i = 0; i < 2; i++)
        {
            using var response = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept-Encoding", accepted } } });

            Assert.Equal(encoding, string.Join(',', response.Content.Headers.ContentEncoding));
            var body = await response.Content.ReadAsStreamAsync();
            using var decompressed = new StreamReader(
                encoding switch
                {
                    "br" => new BrotliStream(body, CompressionMode.Decompress),
                    "gzip" => new GZipStream(body, CompressionMode.Decompress),
                    _ => body
                });
            Assert.Equal(plain, await decompressed.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task Page_with_a_token_is_never_compressed()
    {
        using var visitor = _app.Visitor();
        var ticket = await _app.ReserveAndConfirmAsync(visitor, _performance.Id);

        var response = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, ticket) { Headers = { { "Accept-Encoding", "gzip, br" } } });

        Assert.Equal((200, ""), (response.Status, response.Header("Content-Encoding")));
    }

    private static bool IsCached(BrowserResponse place) => place.Header("Age").Length > 0;
}
