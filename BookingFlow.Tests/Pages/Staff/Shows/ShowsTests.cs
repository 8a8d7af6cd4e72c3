using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Shows;

public sealed class ShowsTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _admin = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_show_is_added_previewed_published_edited_and_unpublished()
    {
        var added = await _admin.SubmitAsync(await _admin.OpenAsync("/staff/shows/new"), "main form",
            ("Title", "L'École des femmes"), ("Summary", "A guardian."), ("Description", "## About\n\nIt is **fast**.\n\n<script>alert(1)</script>"));
        Assert.Equal((303, "/staff/shows/1?done=added"), (added.Status, added.Location));
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/lecole-des-femmes")).Status);

        var preview = await _admin.OpenAsync("/staff/shows/1/preview");
        Assert.NotNull(preview.Find(".preview-band"));
        Assert.Equal("fast", preview.Find(".show-text strong").TextContent);
        Assert.Empty(preview.Document.QuerySelectorAll("script"));
        Assert.Equal("/staff/shows/1?done=published", (await _admin.SubmitAsync(preview, "main form")).Location);

        var showPage = await _visitor.OpenAsync("/shows/lecole-des-femmes");
        Assert.Equal(preview.Find("article").OuterHtml, showPage.Find("article").OuterHtml);
        Assert.Contains("/staff/shows/1", (await _admin.OpenAsync("/staff/shows?q=ecole")).Body, StringComparison.Ordinal);

        var edited = await _admin.SubmitAsync(await _admin.OpenAsync("/staff/shows/1"), ".form", ("Slug", "school"), ("IsFree", "true"));
        Assert.Equal("/staff/shows/1?done=saved", edited.Location);
        Assert.NotNull((await _admin.OpenAsync("/staff/shows/1")).Document.QuerySelector("#IsFree[checked]"));
        Assert.Contains("Admission is free.", (await _visitor.OpenAsync("/shows/school")).Text, StringComparison.Ordinal);

        var confirmation = await _admin.OpenAsync("/staff/shows/1/unpublish");
        Assert.Equal(200, (await _visitor.OpenAsync("/shows/school")).Status);
        Assert.Equal("/staff/shows/1?done=unpublished", (await _admin.SubmitAsync(confirmation, "main form")).Location);
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/school")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync("/shows/lecole-des-femmes")).Status);

        Assert.Equal(
            "/staff/shows/1?done=published", (await _admin.SubmitAsync(await _admin.OpenAsync("/staff/shows/1"), ".show-state form")).Location);
        Assert.Equal(
            [AuditAction.ShowAdded, AuditAction.ShowPublished, AuditAction.ShowEdited, AuditAction.ShowUnpublished, AuditAction.ShowPublished],
            await _app.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).Select(l => l.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_former_slug_redirects_permanently_to_the_show()
    {
        var show = new AShow().WithSlug("hamlet").Build();
        await _app.Database.AddAsync(show, new FormerSlug { Show = show, Slug = "prince" });

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var redirect = await _visitor.SendAsync(new HttpRequestMessage(method, "/shows/prince"));
            Assert.Equal((301, "/shows/hamlet"), (redirect.Status, redirect.Location));
        }
    }

    [Fact]
    public async Task Invalid_fields_are_reported_beside_each_and_the_input_is_kept()
    {
        await _app.Database.AddAsync(new AShow().WithSlug("hamlet").Build());
        var refused = await _admin.SubmitAsync(await _admin.OpenAsync("/staff/shows/new"), "main form",
            ("Title", ""), ("Slug", "Not an address"), ("Description", "\nkept"), ("RunningMinutes", "-1"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("Not an address", refused.Find("#Slug").GetAttribute("value"));
        foreach (var field in new[] { "Title", "Slug", "Summary", "RunningMinutes" })
        {
            Assert.NotNull(refused.Find($"#{field}-message"));
        }

        Assert.Equal(400, (await _admin.SubmitAsync(await _admin.OpenAsync("/staff/shows/1"), ".form", ("Summary", " "))).Status);
        var taken = await _admin.SubmitAsync(await _admin.OpenAsync("/staff/shows/new"), "main form", ("Title", "Hamlet"), ("Summary", "x"));
        Assert.Equal(400, taken.Status);
        Assert.NotNull(taken.Find("#Slug-message"));
    }

    [Fact]
    public async Task Unpublishing_shows_how_many_people_are_confirmed()
    {
        var performance = new APerformance().At(_app.Now.AddDays(1)).Build();
        await _app.Database.AddAsync(new AReservation().For(performance).OfParty(7).Confirmed().Build());

        var confirmation = await _admin.OpenAsync($"/staff/shows/{performance.ShowId}/unpublish");

        Assert.Contains("There is 1 upcoming performance. 7 people have confirmed seats.", confirmation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_form_shows_the_show_as_stored()
    {
        var show = new AShow().Unpublished().Build();
        await _app.Database.AddAsync(show);

        var refused = await _admin.PostAsync($"/staff/shows/{show.Id}?handler=Publish");

        Assert.Equal(400, refused.Status);
        Assert.Equal(show.Title, refused.Find("#Title").GetAttribute("value"));
    }

    [Fact]
    public async Task An_unknown_show_returns_404_and_the_pages_are_for_administrators_only()
    {
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);
        foreach (var path in new[] { "/staff/shows/4711", "/staff/shows/4711/preview", "/staff/shows/4711/poster", "/staff/shows/4711/poster/remove",
            "/staff/shows/4711/unpublish" })
        {
            Assert.Equal(404, (await _admin.OpenAsync(path)).Status);
            Assert.Equal(403, (await boxOffice.OpenAsync(path)).Status);
        }
    }
}
