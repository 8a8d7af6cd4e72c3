using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Invitations;

public sealed class InvitationOnSqliteTests() : InvitationTests(DatabaseDialect.Sqlite);

public sealed class InvitationOnSqlServerTests() : InvitationTests(DatabaseDialect.SqlServer);

public abstract class InvitationTests(DatabaseDialect dialect) : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(dialect, BookingFlowApp.AllLogs);
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        // Null when the test was skipped: initialization then never ran to the end.
        if (_app is not null)
        {
            _visitor.Dispose();
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whoever_has_the_link_gets_from_it_to_check_in_as_usual()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight().ByLink());
        var link = LinkOf(performance.Invitation!);

        var page = await _visitor.OpenAsync(link);
        Assert.Equal((200, "no-store", "noindex"), (page.Status, page.Header("Cache-Control"), page.Header("X-Robots-Tag")));
        Assert.Contains(_app.Words()["Invitation.Hint"].Value, page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("script, link[rel=canonical], link[rel=alternate]"));
        Assert.Equal($"{link}/performances/{performance.Id}/reserve", page.Link("/reserve"));
        var form = await _visitor.OpenAsync(page.Link("/reserve"));
        Assert.Equal((200, "no-store", "noindex"), (form.Status, form.Header("Cache-Control"), form.Header("X-Robots-Tag")));
        Assert.Equal(link, form.Link("/invitations/"));
        var wrong = await _visitor.SubmitAsync(form, "main form", ("Name", ""), ("Email", "ada@visitors.example"), ("PartySize", "2"));
        Assert.Equal(400, wrong.Status);
        var sent = await _visitor.SubmitAsync(wrong, "main form", ("Name", "Ada Lovelace"));
        Assert.Equal((303, "/reservations/pending"), (sent.Status, sent.Location));
        var confirmed = await _visitor.ConfirmAsync(await _app.GetConfirmationLinkAsync());
        Assert.Equal(200, (await _visitor.OpenAsync(confirmed.Location!)).Status);
        Assert.Equal(200, (await _visitor.OpenAsync(await _app.PartyLinkAsync(2))).Status);
        using var steward = await _app.StaffAsync();
        var party = await steward.OpenAsync(VisitorSteps.CheckInPath(confirmed.Location!));
        Assert.Equal(200, (await steward.SubmitAsync(party, "main form")).Status);

        Assert.NotEmpty(_app.Logs.RecordsWith("/invitations/[token]"));
        Assert.Empty(_app.Logs.RecordsWith(InvitationKey.TextOf(performance.Invitation!)));
    }

    [Fact]
    public async Task A_renewed_link_replaces_the_earlier_one()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight().ByLink());
        var link = LinkOf(performance.Invitation!);
        using var admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        var path = $"/staff/performances/{performance.Id}";
        Assert.EndsWith(link, (await admin.OpenAsync(path)).Link("/invitations/"), StringComparison.Ordinal);

        var renewed = await admin.SubmitAsync(await admin.OpenAsync($"{path}/renew-link"), "main form");

        Assert.Equal((303, $"{path}?done=renewed"), (renewed.Status, renewed.Location));
        Assert.Equal(404, (await _visitor.OpenAsync(link)).Status);
        Assert.Equal(404, (await _visitor.OpenAsync($"{link}/performances/{performance.Id}/reserve")).Status);
        var newLink = new Uri((await admin.OpenAsync(path)).Link("/invitations/")).AbsolutePath;
        Assert.NotEqual(link, newLink);
        Assert.Equal(200, (await _visitor.OpenAsync($"{newLink}/performances/{performance.Id}/reserve")).Status);
        var entry = await _app.Database.ReadAsync(db => db.AuditLog.SingleAsync(e => e.Action == AuditAction.LinkRenewed));
        Assert.Equal((AuditSubject.Performance, performance.Id), (entry.Subject, entry.SubjectId));
    }

    [Fact]
    public async Task A_form_that_is_sent_with_a_renewed_link_makes_no_reservation()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight().ByLink());
        var form = await _visitor.OpenAsync($"{LinkOf(performance.Invitation!)}/performances/{performance.Id}/reserve");
        await using (var db = _app.Database.CreateDbContext())
        {
            (await db.Performances.SingleAsync()).RenewInvitation();
            await db.SaveChangesAsync();
        }

        var sent = await _visitor.SubmitAsync(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"));

        Assert.Equal(404, sent.Status);
        Assert.Equal(0, await _app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task A_show_by_link_shows_its_public_performances_and_its_picture_to_those_with_the_link()
    {
        var show = new AShow().Titled("The Rehearsal").ByLink().Build();
        var open = await _app.AddAsync(_app.APerformanceTonight().Of(show));
        var hidden = new APerformance().At(_app.Now.AddDays(1)).Private().With(p => (p.ShowId, p.RoomId) = (open.ShowId, open.RoomId)).Build();
        (hidden.Show, hidden.Room) = (null!, null!);
        await _app.Database.AddAsync(hidden);
        var poster = new Poster { ShowId = show.Id, Type = PictureType.Png, Picture = [1], AltText = "A duke", UploadedAt = _app.Now };
        await _app.Database.AddAsync(poster);
        var link = LinkOf(show.Invitation!);

        var page = await _visitor.OpenAsync(link);

        Assert.Equal(
            [$"{link}/performances/{open.Id}/reserve"],
            page.Document.QuerySelectorAll("a[href$='/reserve']").Select(a => a.GetAttribute("href")));
        var picture = await _visitor.OpenAsync(page.Find("img.poster").GetAttribute("src")!);
        Assert.Equal((200, "no-store"), (picture.Status, picture.Header("Cache-Control")));
        Assert.Equal(404, (await _visitor.OpenAsync($"/posters/{poster.Id}")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync($"{link}/performances/{hidden.Id}/reserve")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync($"/performances/{open.Id}/reserve")).Status);
    }

    [Fact]
    public async Task A_show_is_opened_by_link_its_link_renewed_and_closed_by_an_administrator()
    {
        var show = new AShow().Unpublished().Build();
        await _app.Database.AddAsync(show);
        using var admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        var path = $"/staff/shows/{show.Id}";
        var page = await admin.OpenAsync(path);
        Assert.Equal(303, (await admin.PostAsync($"{path}?handler=Share", NoScriptBrowser.Fields(page, ".show-state form"))).Status);
        var first = new Uri((await admin.OpenAsync(path)).Link("/invitations/")).AbsolutePath;
        Assert.Equal(200, (await _visitor.OpenAsync(first)).Status);

        Assert.Equal(303, (await admin.SubmitAsync(await admin.OpenAsync($"{path}/renew-link"), "main form")).Status);
        var second = new Uri((await admin.OpenAsync(path)).Link("/invitations/")).AbsolutePath;
        Assert.Equal((404, 200), ((await _visitor.OpenAsync(first)).Status, (await _visitor.OpenAsync(second)).Status));

        // Published, it keeps its link, which parties may have in a mail.
        Assert.Equal(303, (await admin.PostAsync($"{path}?handler=Publish", NoScriptBrowser.Fields(page, ".show-state form"))).Status);
        Assert.Equal(200, (await _visitor.OpenAsync(second)).Status);
        Assert.Equal(303, (await admin.SubmitAsync(await admin.OpenAsync($"{path}/unpublish"), "main form")).Status);
        Assert.Equal(404, (await _visitor.OpenAsync(second)).Status);
    }

    [Fact]
    public async Task A_link_leads_to_its_own_performance_only()
    {
        var byLink = await _app.AddAsync(_app.APerformanceTonight().ByLink());
        var other = await _app.AddAsync(_app.APerformanceTonight().ByLink());
        var listed = await _app.AddAsync(_app.APerformanceTonight());
        var ofPrivateShow = await _app.AddAsync(_app.APerformanceTonight().ByLink().Of(new AShow().Unpublished().Build()));
        var link = LinkOf(byLink.Invitation!);
        var changed = InvitationKey.TextOf([.. byLink.Invitation!.Select((b, i) => i == 0 ? (byte)(b ^ 1) : b)]);
        string[] paths =
        [
            $"{link}/performances/{other.Id}/reserve", $"{link}/performances/{listed.Id}/reserve", $"/performances/{byLink.Id}/reserve",
            $"/performances/{byLink.Id}/reserve?invitation={InvitationKey.TextOf(byLink.Invitation!)}",
            $"/invitations/{changed}", $"/invitations/{changed}/performances/{byLink.Id}/reserve", $"{link.ToUpperInvariant()}",
            $"/invitations/abc/performances/{listed.Id}/reserve", "/invitations/abc",
            LinkOf(ofPrivateShow.Invitation!), $"{LinkOf(ofPrivateShow.Invitation!)}/performances/{ofPrivateShow.Id}/reserve",
        ];
        foreach (var path in paths)
        {
            Assert.Equal((path, 404), (path, (await _visitor.OpenAsync(path)).Status));
        }
    }

    [Fact]
    public async Task A_party_whose_link_has_expired_is_not_led_to_a_page_that_it_cannot_open()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight().ByLink());
        var expired = await _app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(_app.Now.AddHours(-2)).ExpiringAt(_app.Now.AddHours(-1)).Build());

        var page = await _visitor.OpenAsync(expired);

        Assert.Equal(410, page.Status);
        Assert.Contains(_app.Words()["Confirm.Again.ByLink"].Value, page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main a[href*='/reserve'], main form"));
        Assert.DoesNotContain(InvitationKey.TextOf(performance.Invitation!), page.Body, StringComparison.Ordinal);
    }

    private static string LinkOf(byte[] key) => $"/invitations/{InvitationKey.TextOf(key)}";
}
