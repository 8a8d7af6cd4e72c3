using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Shows;

public sealed class ShowsTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _ada = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _ada = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_show_is_added_previewed_published_edited_and_taken_off()
    {
        var added = await _ada.SubmitAsync(await _ada.OpenAsync("/staff/shows/new"), "main form",
            ("Title", "L'École des femmes"), ("Summary", "A guardian."), ("Description", "## About\n\nIt is **fast**.\n\n<script>alert(1)</script>"));
        Assert.Equal((303, "/staff/shows/1?done=added"), (added.Status, added.Location));
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/lecole-des-femmes")).Status);

        var preview = await _ada.OpenAsync("/staff/shows/1/preview");
        Assert.NotNull(preview.Find(".preview-band"));
        Assert.Equal("fast", preview.Find(".show-text strong").TextContent);
        Assert.Empty(preview.Document.QuerySelectorAll("script"));
        Assert.Equal("/staff/shows/1?done=published", (await _ada.SubmitAsync(preview, "main form")).Location);

        var shown = await _visitor.OpenAsync("/shows/lecole-des-femmes");
        Assert.Equal(preview.Find("article").OuterHtml, shown.Find("article").OuterHtml);
        Assert.Contains("/staff/shows/1", (await _ada.OpenAsync("/staff/shows?q=ecole")).Body, StringComparison.Ordinal);

        var edited = await _ada.SubmitAsync(await _ada.OpenAsync("/staff/shows/1"), ".form", ("Slug", "school"));
        Assert.Equal("/staff/shows/1?done=saved", edited.Location);

        var asked = await _ada.OpenAsync("/staff/shows/1/unpublish");
        Assert.Equal(200, (await _visitor.OpenAsync("/shows/school")).Status);
        Assert.Equal("/staff/shows/1?done=unpublished", (await _ada.SubmitAsync(asked, "main form")).Location);
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/school")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/lecole-des-femmes")).Status);

        Assert.Equal("/staff/shows/1?done=published", (await _ada.SubmitAsync(await _ada.OpenAsync("/staff/shows/1"), ".show-state form")).Location);
        Assert.Equal(
            [AuditAction.ShowAdded, AuditAction.ShowPublished, AuditAction.ShowEdited, AuditAction.ShowUnpublished, AuditAction.ShowPublished],
            await _app.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).Select(l => l.Act).ToListAsync()));
    }

    [Fact]
    public async Task An_address_that_a_show_once_had_leads_to_it_for_good_while_it_is_published()
    {
        var show = new AShow().WithSlug("hamlet").Build();
        await _app.Database.AddAsync(show, new FormerSlug { Show = show, Slug = "prince" });

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var led = await _visitor.SendAsync(new HttpRequestMessage(method, "/shows/prince"));
            Assert.Equal((301, "/shows/hamlet"), (led.Status, led.Location));
        }
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_what_was_typed_is_kept()
    {
        await _app.Database.AddAsync(new AShow().WithSlug("hamlet").Build());
        var refused = await _ada.SubmitAsync(await _ada.OpenAsync("/staff/shows/new"), "main form",
            ("Title", ""), ("Slug", "Not an address"), ("Description", "\nkept"), ("RunningMinutes", "-1"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("Not an address", refused.Find("#Slug").GetAttribute("value"));
        foreach (var field in new[] { "Title", "Slug", "Summary", "RunningMinutes" })
        {
            Assert.NotNull(refused.Find($"#{field}-message"));
        }

        Assert.Equal(400, (await _ada.SubmitAsync(await _ada.OpenAsync("/staff/shows/1"), ".form", ("Summary", " "))).Status);
        var taken = await _ada.SubmitAsync(await _ada.OpenAsync("/staff/shows/new"), "main form", ("Title", "Hamlet"), ("Summary", "x"));
        Assert.Equal(400, taken.Status);
        Assert.NotNull(taken.Find("#Slug-message"));
    }

    [Fact]
    public async Task Taking_a_show_off_says_how_many_people_are_confirmed()
    {
        var performance = new APerformance().At(_app.Now.AddDays(1)).Build();
        await _app.Database.AddAsync(new AReservation().For(performance).OfParty(7).Confirmed().Build());

        var asked = await _ada.OpenAsync($"/staff/shows/{performance.ShowId}/unpublish");

        Assert.Contains("1 performance is still to come. 7 people are confirmed.", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_on_a_page_that_grew_too_old_shows_the_show_as_it_is_stored()
    {
        var show = new AShow().Unpublished().Build();
        await _app.Database.AddAsync(show);

        var refused = await _ada.PostAsync($"/staff/shows/{show.Id}?handler=Publish");

        Assert.Equal(400, refused.Status);
        Assert.Equal(show.Title, refused.Find("#Title").GetAttribute("value"));
    }

    [Fact]
    public async Task A_show_that_there_is_not_is_not_found_and_only_administrators_come_here()
    {
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);
        foreach (var path in new[] { "/staff/shows/4711", "/staff/shows/4711/preview", "/staff/shows/4711/poster", "/staff/shows/4711/poster/remove",
            "/staff/shows/4711/unpublish" })
        {
            Assert.Equal(404, (await _ada.OpenAsync(path)).Status);
            Assert.Equal(403, (await boxOffice.OpenAsync(path)).Status);
        }
    }
}
