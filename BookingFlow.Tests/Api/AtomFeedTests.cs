using System.Xml.Linq;
using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Api;

/// <summary>The Atom feed of the upcoming shows.</summary>
public sealed class AtomFeedTests : IAsyncLifetime
{
    private const string BaseUrl = "https://tickets.example";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(_clock, ("Booking:PublicBaseUrl", BaseUrl), ("Venue:Name", "Lantern Theatre"));
        _reader = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Each_show_with_upcoming_performances_is_an_entry_with_their_dates()
    {
        var show = new AShow().Titled("Hamlet; or, <Revenge> & more").WithSlug("hamlet").Build();
        var room = new ARoom().Named("Cellar").Build();
        await _app.Database.AddAsync(
            new APerformance().Of(show).In(room).Build(), new APerformance().Of(show).In(room).At(TestTimes.StartsAt.AddDays(1)).Cancelled().Build(),
            new APerformance().Of(new AShow().Unpublished().Build()).Build(), new APerformance().Private().Build());

        var feed = await ReadAsync("?language=en");

        Assert.Equal(
            ($"{BaseUrl}/programme.atom", "What's on at Lantern Theatre", "Lantern Theatre", "en"),
            (Value(feed, "id"), Value(feed, "title"), feed.Element(Atom + "author")!.Value, (string?)feed.Attribute(XNamespace.Xml + "lang")));
        Assert.Equal(
            ["self application/atom+xml https://tickets.example/programme.atom", "alternate text/html https://tickets.example/"],
            feed.Elements(Atom + "link").Select(link => $"{(string?)link.Attribute("rel")} {(string?)link.Attribute("type")} {(string?)link.Attribute("href")}"));
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal(
            ($"tag:tickets.example,2026:show-{show.Id}", show.Title, show.Summary, $"{BaseUrl}/shows/hamlet"),
            (Value(entry, "id"), Value(entry, "title"), Value(entry, "summary"), (string?)entry.Element(Atom + "link")!.Attribute("href")));
        var content = entry.Element(Atom + "content")!;
        Assert.Equal("html", (string?)content.Attribute("type"));
        Assert.Contains("<p>A play in five acts.</p>", content.Value, StringComparison.Ordinal);
        Assert.Contains("<li>Saturday 12 September 2026, 20:00, Cellar</li>", content.Value, StringComparison.Ordinal);
        Assert.Contains("<li>Cancelled: Sunday 13 September 2026, 20:00, Cellar</li>", content.Value, StringComparison.Ordinal);
        Assert.Contains("Samstag, 12. September 2026", (await ReadAsync("?language=de")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_is_updated_when_staff_change_the_show_and_not_when_seats_are_taken()
    {
        var performance = await _app.AddAsync(new APerformance());
        Assert.Equal(DateTime.UnixEpoch, await UpdatedAsync());
        using var administrator = await _app.StaffAsync(StaffRoles.Administrator);
        await SaveShowAsync(administrator, performance.ShowId, "Macbeth");
        Assert.Equal(_app.Now, await UpdatedAsync());

        var before = await _reader.OpenAsync("/programme.atom");
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(1));
        await _app.ReserveAndConfirmAsync(_reader, performance.Id);
        Assert.Equal(before.Body, (await _reader.OpenAsync("/programme.atom")).Body);

        var cancel = await administrator.OpenAsync($"/staff/performances/{performance.Id}/cancel");
        Assert.Equal(303, (await administrator.SubmitAsync(cancel, "main form", ("Reason", "Illness"))).Status);
        Assert.Equal(_app.Now, await UpdatedAsync());
    }

    /// <summary>Markdown has references to characters, also to those that XML cannot contain.</summary>
    [Fact]
    public async Task Control_characters_in_a_description_do_not_break_the_feed()
    {
        await _app.AddAsync(new APerformance().Of(new AShow().Described("a&#1;b&#xFFFE;c").Build()));

        var content = (await ReadAsync("")).Element(Atom + "entry")!.Element(Atom + "content")!;

        Assert.Contains("<p>abc</p>", content.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_programme_is_a_valid_feed()
    {
        var feed = await ReadAsync("");

        Assert.Empty(feed.Elements(Atom + "entry"));
        Assert.Equal("1970-01-01T00:00:00Z", Value(feed, "updated"));
    }

    [Fact]
    public async Task The_list_of_shows_leads_readers_to_the_feed()
    {
        await _app.AddAsync(new APerformance());

        var link = (await _reader.OpenAsync("/")).Find("link[rel=alternate][type='application/atom+xml']");

        Assert.Equal($"{BaseUrl}/programme.atom", link.GetAttribute("href"));
    }

    private static async Task SaveShowAsync(NoScriptBrowser administrator, int showId, string title)
    {
        var form = await administrator.OpenAsync($"/staff/shows/{showId}");
        Assert.Equal(303, (await administrator.SubmitAsync(form, "main form", ("Title", title))).Status);
    }

    private async Task<XElement> ReadAsync(string query)
    {
        var answer = await _reader.OpenAsync("/programme.atom" + query);
        Assert.Equal((200, "application/atom+xml; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        return XDocument.Parse(answer.Body).Root!;
    }

    private async Task<DateTime> UpdatedAsync()
    {
        var feed = await ReadAsync("");
        Assert.Equal(Value(feed, "updated"), Value(feed.Element(Atom + "entry")!, "updated"));
        return DateTimeOffset.Parse(Value(feed, "updated"), System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
    }

    private static string Value(XElement element, string name) => element.Element(Atom + name)!.Value;
}
