using System.IO.Compression;
using BookingFlow.Web.Hosting.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>Pages that everybody sees alike are kept ready for a moment, and never a moment too long.</summary>
public sealed class PublicPageCachingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(AMoment.Now));
    private BookingFlowApp _app = null!;
    private Performance _evening = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(_clock);
        _evening = await _app.AddAsync(new APerformance().At(_app.Now.AddDays(3)).WithCapacity(10));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Whoever_comes_second_is_shown_what_was_made_for_the_first()
    {
        using var visitors = _app.Visitor();
        foreach (var path in (string[])["/", "/?month=2026-09", "/shows/" + _evening.Show.Slug, "/sitemap.xml", "/calendar.ics?language=it"])
        {
            var first = await visitors.OpenAsync(path);
            var second = await visitors.OpenAsync(path);

            Assert.Equal((200, false, true), (second.Status, IsKept(first), IsKept(second)));
            Assert.Equal(first.Body, second.Body);
            // It may be asked for anew by anybody at any time, and obeys the same policy.
            Assert.Equal(
                ("no-cache", first.Header("Content-Security-Policy")), (second.Header("Cache-Control"), second.Header("Content-Security-Policy")));
            Assert.Equal(
                (first.Header("Content-Type"), first.Header("Content-Language")), (second.Header("Content-Type"), second.Header("Content-Language")));
        }
    }

    [Fact]
    public async Task Whoever_has_confirmed_sees_the_seats_gone_at_once()
    {
        using var visitor = _app.Visitor();
        Assert.Contains("10 seats left", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);

        await _app.TicketAsync(visitor, _evening.Id, people: 3);

        Assert.Contains("7 seats left", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reservation_that_holds_no_seats_yet_makes_nothing_old()
    {
        using var visitor = _app.Visitor();
        await visitor.OpenAsync("/");

        Assert.Equal(303, (await visitor.ReserveAsync(_evening.Id)).Status);

        Assert.True(IsKept(await visitor.OpenAsync("/")));
    }

    [Fact]
    public async Task What_another_node_has_changed_is_shown_after_a_moment()
    {
        using var visitor = _app.Visitor();
        await visitor.OpenAsync("/");
        // Another node does not tell this one.
        _app.Database.Opened = null;
        await _app.Database.ReadAsync(db => db.Shows.ExecuteUpdateAsync(set => set.SetProperty(s => s.Title, "Uncle Vanya")));

        Assert.DoesNotContain("Uncle Vanya", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);
        _clock.Advance(PublicPageCachePolicy.Moment);
        Assert.Contains("Uncle Vanya", (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_is_answered_in_their_own_language()
    {
        using var visitors = _app.Visitor();
        Assert.Equal(["en", "it", "de", "it"], [await SpokenAsync("en"), await SpokenAsync("it"), await SpokenAsync("de"), await SpokenAsync("it")]);

        async Task<string?> SpokenAsync(string language) =>
            (
                await visitors.SendAsync(
                    new HttpRequestMessage(HttpMethod.Get, "/")
                    {
                        Headers = { { "Accept-Language", language } },
                    })).Document.DocumentElement.GetAttribute("lang");
    }

    [Fact]
    public async Task What_is_somebodys_own_or_holds_a_form_is_made_for_each()
    {
        using var visitor = _app.Visitor();
        var ticket = await _app.TicketAsync(visitor, _evening.Id);
        foreach (var path in (string[])[ticket, ticket + "/calendar.ics", $"/performances/{_evening.Id}/reserve", "/reservations/pending",
            "/staff/login", "/?q=" + _evening.Show.Title[..3], "/shows/hamlet", "/?utm=1"])
        {
            await visitor.OpenAsync(path);
            Assert.False(IsKept(await visitor.OpenAsync(path)), path);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_remembered_as_missing()
    {
        using var visitor = _app.Visitor();
        Assert.Equal(404, (await visitor.OpenAsync("/imprint")).Status);
        _app.Database.Opened = null;
        await _app.Database.AddAsync(new VenueText { Kind = VenueTextKind.Imprint, Text = "The house", ChangedAt = _app.Now });

        Assert.Equal(200, (await visitor.OpenAsync("/imprint")).Status);
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task A_public_page_comes_smaller_to_whoever_can_unfold_it(string accepted, string encoding)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_app.Address) };
        var plain = await http.GetStringAsync("/");
        for (var i = 0; i < 2; i++)
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept-Encoding", accepted } } });

            Assert.Equal(encoding, string.Join(',', answer.Content.Headers.ContentEncoding));
            var body = await answer.Content.ReadAsStreamAsync();
            using var unfolded = new StreamReader(
                encoding switch
                {
                    "br" => new BrotliStream(body, CompressionMode.Decompress),
                    "gzip" => new GZipStream(body, CompressionMode.Decompress),
                    _ => body
                });
            Assert.Equal(plain, await unfolded.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_page_with_a_token_is_never_made_smaller()
    {
        using var visitor = _app.Visitor();
        var ticket = await _app.TicketAsync(visitor, _evening.Id);

        var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, ticket) { Headers = { { "Accept-Encoding", "gzip, br" } } });

        Assert.Equal((200, ""), (answer.Status, answer.Header("Content-Encoding")));
    }

    private static bool IsKept(Place place) => place.Header("Age").Length > 0;
}
