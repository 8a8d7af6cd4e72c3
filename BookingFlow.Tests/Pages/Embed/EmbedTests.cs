using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Embed;

/// <summary>The programme for a frame, and which websites may show it.</summary>
public sealed class EmbedTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Shows_are_listed_without_header_and_footer_and_links_open_in_the_window()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());

        var frame = await _visitor.OpenAsync("/embed");

        Assert.Empty(frame.Document.QuerySelectorAll("header, footer, nav, form, script"));
        Assert.Equal("_top", frame.Find("head base").GetAttribute("target"));
        // Without an address, which would change where the links lead.
        Assert.Null(frame.Find("head base").GetAttribute("href"));
        Assert.Empty(frame.Document.QuerySelectorAll("a[target]"));
        Assert.Equal(performance.Show.Title, frame.Find("article h2 a").TextContent);
        Assert.Equal($"/performances/{performance.Id}/reserve", frame.Link("reserve"));
        Assert.Equal($"/shows/{performance.Show.Slug}", frame.Link("/shows/"));
        Assert.Equal("/", frame.Find(".feed a").GetAttribute("href"));
    }

    [Fact]
    public async Task One_show_is_found_by_its_present_and_former_slug_in_the_language_that_is_asked_for()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        await _app.Database.AddAsync(
            _app.APerformanceTonight().Of(new AShow().Titled("Other").Build()).Build(),
            new FormerSlug { ShowId = performance.ShowId, Slug = "old-name" });

        foreach (var slug in new[] { performance.Show.Slug, "old-name" })
        {
            var frame = await _visitor.OpenAsync($"/embed?show={slug}&language=it");
            Assert.Equal([performance.Show.Title], frame.Document.QuerySelectorAll("article h2").Select(title => title.TextContent));
            Assert.Equal(("it", "it"), (frame.Document.DocumentElement.GetAttribute("lang"), frame.Header("Content-Language")));
            Assert.EndsWith($"/shows/{performance.Show.Slug}", frame.Find("link[rel=canonical]").GetAttribute("href"), StringComparison.Ordinal);
        }

        Assert.Equal(404, (await _visitor.OpenAsync("/embed?show=no-such-show")).Status);
    }

    [Fact]
    public async Task It_has_the_colours_of_the_venue()
    {
        await SaveAsync(("AccentColour", "#004466"));

        var frame = await _visitor.OpenAsync("/embed");

        Assert.Equal("/branding/004466.css", frame.Document.QuerySelectorAll("head link[rel=stylesheet]")[^1].GetAttribute("href"));
        Assert.Contains("style-src 'self'", frame.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_programme_says_so() =>
        Assert.Contains(_app.Words()["Shows.None"].Value, (await _visitor.OpenAsync("/embed")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task No_website_may_show_it_in_a_frame_until_an_Administrator_names_one()
    {
        var before = await _visitor.OpenAsync("/embed");
        Assert.Equal(("frame-ancestors 'none'", "DENY"), (Ancestors(before), before.Header("X-Frame-Options")));

        await SaveAsync(("FrameOrigins", "https://www.Theatre.example/\nhttps://tücher.example:8443  https://www.theatre.example"));

        var frame = await _visitor.OpenAsync("/embed");
        Assert.Equal(
            ("frame-ancestors https://www.theatre.example https://xn--tcher-kva.example:8443", ""), (Ancestors(frame), frame.Header("X-Frame-Options")));
        Assert.Contains("script-src 'none'", frame.Header("Content-Security-Policy"), StringComparison.Ordinal);
        // Also from the cache.
        Assert.Equal(Ancestors(frame), Ancestors(await _visitor.OpenAsync("/embed")));
        var list = await _visitor.OpenAsync("/");
        Assert.Equal(("frame-ancestors 'none'", "DENY"), (Ancestors(list), list.Header("X-Frame-Options")));
        Assert.Contains(
            "FrameOrigins: – → https://www.theatre.example", await _app.Database.ReadAsync(db => db.AuditLog.Select(e => e.Detail).SingleAsync()),
            StringComparison.Ordinal);

        await SaveAsync(("FrameOrigins", ""));
        Assert.Equal("frame-ancestors 'none'", Ancestors(await _visitor.OpenAsync("/embed")));
    }

    [Fact]
    public async Task What_is_no_origin_is_refused_by_its_name_and_kept()
    {
        using var administrator = await _app.StaffAsync(StaffRoles.Administrator);
        var form = await administrator.OpenAsync("/staff/venue");

        var refused = await administrator.SubmitAsync(form, "main form", ("FrameOrigins", "https://www.theatre.example\nhttps://theatre.example/shows"));

        Assert.Equal(400, refused.Status);
        Assert.Equal(_app.Words()["Field.NotAnOrigin", "https://theatre.example/shows"].Value, refused.Find("#FrameOrigins-message").TextContent);
        Assert.EndsWith("https://theatre.example/shows", refused.Find("#FrameOrigins").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("frame-ancestors 'none'", Ancestors(await _visitor.OpenAsync("/embed")));
    }

    private async Task SaveAsync(params (string Name, string Value)[] fields)
    {
        using var administrator = await _app.StaffAsync(StaffRoles.Administrator);
        var form = await administrator.OpenAsync("/staff/venue");
        Assert.Equal(303, (await administrator.SubmitAsync(form, "main form", fields)).Status);
    }

    private static string Ancestors(BrowserResponse page) => Assert.Single(
        page.Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries),
        directive => directive.StartsWith("frame-ancestors", StringComparison.Ordinal));
}
