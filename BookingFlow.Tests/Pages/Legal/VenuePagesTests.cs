using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages.Legal;

/// <summary>The pages with the venue's own text (privacy, imprint): edited by an Administrator, public.</summary>
public sealed class VenuePagesTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;
    private NoScriptBrowser _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _visitor = _app.Visitor();
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        _admin.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task An_unwritten_imprint_returns_404_and_is_not_linked()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var response = await _visitor.OpenAsync("/imprint");
        Assert.Equal(404, response.Status);
        Assert.Contains(performance.Show.Title, response.Text, StringComparison.Ordinal);

        Assert.Empty((await _visitor.OpenAsync("/")).Document.QuerySelectorAll(".venue-pages a[href='/imprint']"));
    }

    [Fact]
    public async Task An_unwritten_privacy_notice_shows_what_is_kept_and_for_how_long_by_the_settings()
    {
        Assert.Contains("30 days after the performance", (await _visitor.OpenAsync("/privacy")).Text, StringComparison.Ordinal);
        var form = await _admin.OpenAsync("/staff/venue");
        Assert.Equal(303, (await _admin.SubmitAsync(form, "main form", ("RetentionDays", "7"), ("VenuePhone", "+39 055 12-34"))).Status);

        var page = await _visitor.OpenAsync("/privacy");

        Assert.Equal(200, page.Status);
        Assert.Contains("7 days after the performance", page.Text, StringComparison.Ordinal);
        Assert.Contains("+39 055 12-34", page.Text, StringComparison.Ordinal);
        Assert.Equal("/privacy", (await _visitor.OpenAsync("/")).Find(".venue-pages a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_page_can_be_previewed_saved_read_and_removed()
    {
        const string Markdown = "# What we keep\n\nLittle, <b>really</b>. [Ask us](mailto:box@theatre.example)";
        var form = await _admin.OpenAsync("/staff/house/privacy");
        var preview = await _admin.PostAsync(
            "/staff/house/privacy?handler=Preview", NoScriptBrowser.Fields(form, "main form", ("HouseText", Markdown)));
        Assert.Equal(200, preview.Status);
        Assert.Equal("What we keep", preview.Find("main h2").TextContent);
        Assert.Null(preview.Document.QuerySelector("body.staff"));
        Assert.DoesNotContain("Little", (await _visitor.OpenAsync("/privacy")).Text, StringComparison.Ordinal);

        var editor = await _admin.PostAsync("/staff/house/privacy?handler=Back", NoScriptBrowser.Fields(preview, "main form"));
        Assert.Equal(Markdown, editor.Find("textarea").TextContent.TrimStart('\n'));
        Assert.Equal((303, "/staff/house?done=saved"), await SubmitAsync(preview));

        var page = await _visitor.OpenAsync("/privacy");
        Assert.Equal(200, page.Status);
        Assert.Equal("mailto:box@theatre.example", page.Find("main a").GetAttribute("href"));
        Assert.Empty(page.Document.QuerySelectorAll("main b"));
        Assert.Equal(404, (await _visitor.OpenAsync("/imprint")).Status);
        foreach (var path in new[] { "/", "/shows/none", "/reservations/pending", "/check-in/x" })
        {
            Assert.Equal(
                ["/privacy"],
                (await _visitor.OpenAsync(path)).Document.QuerySelectorAll("footer .venue-pages a").Select(a => a.GetAttribute("href")));
        }

        var confirmation = await _admin.OpenAsync("/staff/house/privacy/remove");
        Assert.Contains("Little", (await _visitor.OpenAsync("/privacy")).Text, StringComparison.Ordinal);
        Assert.Equal((303, "/staff/house?done=removed"), await SubmitAsync(confirmation));
        Assert.DoesNotContain("Little", (await _visitor.OpenAsync("/privacy")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _admin.OpenAsync("/staff/house/privacy/remove")).Status);
    }

    [Fact]
    public async Task Invalid_text_returns_400_beside_the_field_and_keeps_the_input()
    {
        var form = await _admin.OpenAsync("/staff/house/imprint");
        foreach (var handler in new[] { "", "?handler=Preview" })
        {
            var empty = await _admin.PostAsync("/staff/house/imprint" + handler, NoScriptBrowser.Fields(form, "main form", ("HouseText", " ")));
            Assert.Equal(400, empty.Status);
            Assert.NotNull(empty.Find("#HouseText-message"));

            var tooLong = new string('ß', Limits.VenueText + 1);
            var refused = await _admin.PostAsync("/staff/house/imprint" + handler, NoScriptBrowser.Fields(form, "main form", ("HouseText", tooLong)));
            Assert.Equal(400, refused.Status);
            Assert.Equal(tooLong, refused.Find("textarea").TextContent.Trim());
        }

        Assert.Equal(404, (await _admin.OpenAsync("/staff/house/opening-hours")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync("/imprint")).Status);
    }

    [Fact]
    public async Task Mails_link_to_the_written_pages_in_the_language_of_the_party()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var form = await _admin.OpenAsync("/staff/house/imprint");
        Assert.Equal(303, (await _admin.SubmitAsync(form, "main form", ("HouseText", "The venue"))).Status);
        _visitor.Cookies.Add(new Uri(_app.Address), new System.Net.Cookie("bookingflow.language", Uri.EscapeDataString("c=de|uic=de")));
        Assert.Equal(303, (await _visitor.ReserveAsync(performance.Id)).Status);

        var mail = Assert.Single(await _app.MailAsync());
        Assert.Contains($"Impressum: {_app.Address}/imprint", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"href=\"{_app.Address}/imprint\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/privacy", mail.TextBody, StringComparison.Ordinal);
    }

    private async Task<(int, string?)> SubmitAsync(BrowserResponse place)
    {
        var done = await _admin.SubmitAsync(place, "main form");
        return (done.Status, done.Location);
    }
}
