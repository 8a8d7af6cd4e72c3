using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Mail;

public sealed class MailPageTests(MailPageTests.AppWithMails fixture) : IClassFixture<MailPageTests.AppWithMails>
{
    [Fact]
    public async Task Each_mail_shows_its_status_and_reference_but_no_personal_data()
    {
        var page = await fixture.Admin.OpenAsync("/staff/mail");
        Assert.Equal(200, page.Status);
        var rows = page.Document.QuerySelectorAll("tbody tr").ToDictionary(
            row => row.QuerySelector("td a")!.TextContent.Trim(), row => CollapseWhitespace(row.TextContent), StringComparer.Ordinal);
        Assert.Equal(5, rows.Count);
        Assert.Contains("Waiting", rows["ACDE-FG"], StringComparison.Ordinal);
        Assert.Contains(
            "Retrying since Saturday 5 September 2026, 12:00, 2 attempts so far, next at 12:00 The email server did not answer in time.",
            rows["K7QF-2M"], StringComparison.Ordinal);
        Assert.Contains(
            "Not sent Saturday 5 September 2026, 12:00 The email server rejected it: 550 RecipientNotAccepted.", rows["MNPQ-RT"],
            StringComparison.Ordinal);
        Assert.Contains("Sent Saturday 5 September 2026, 12:00", rows["UVWX-Y2"], StringComparison.Ordinal);
        Assert.Contains("Not sent Saturday 5 September 2026, 12:00 The account was disabled.", rows["Otto"], StringComparison.Ordinal);
        Assert.Equal($"/staff/reservations/{fixture.Failing.ReservationId}", page.Find("a:contains('K7QF-2M')").GetAttribute("href"));
        Assert.Equal($"/staff/people/{fixture.Otto.Id}", page.Find("a:contains('Otto')").GetAttribute("href"));
        Assert.DoesNotContain("Lovelace", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("otto@staff.example", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_count_of_each_status_links_to_the_filtered_list()
    {
        var page = await fixture.Admin.OpenAsync("/staff/mail");
        Assert.Equal(
            ["5 Total", "1 Waiting", "1 Retrying", "0 Held back", "2 Not sent", "1 Sent"],
            page.Document.QuerySelectorAll(".tallies a").Select(a => CollapseWhitespace(a.TextContent)));

        var failing = await fixture.Admin.OpenAsync(page.Find(".tally--failing").GetAttribute("href")!);
        Assert.Equal("K7QF-2M", Assert.Single(failing.Document.QuerySelectorAll("tbody td a")).TextContent);
        Assert.Equal("true", failing.Find(".tally--failing").GetAttribute("aria-current"));
        Assert.Equal("5 Total", CollapseWhitespace(failing.Find(".tallies a").TextContent));
    }

    [Theory]
    [InlineData("q=k7qf-2m", "K7QF-2M")]
    [InlineData("q=K7QF2M", "K7QF-2M")]
    [InlineData("q=otto", "Otto")]
    [InlineData("q=invitation", "Otto")]
    [InlineData("q=ticket+uvwx", "UVWX-Y2")]
    [InlineData("q=ticket&state=failing", "K7QF-2M")]
    [InlineData("q=nobody", "")]
    [InlineData("q=%25", "K7QF-2M,ACDE-FG,MNPQ-RT,UVWX-Y2,Otto")]
    [InlineData("state=nonsense&page=99", "K7QF-2M,ACDE-FG,MNPQ-RT,UVWX-Y2,Otto")]
    public async Task A_mail_is_found_by_reference_name_or_kind(string query, string found)
    {
        var page = await fixture.Admin.OpenAsync($"/staff/mail?{query}");
        Assert.Equal(
            found.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            page.Document.QuerySelectorAll("tbody td a").Select(a => a.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_single_mail_can_be_retried()
    {
        await using var ownFixture = new AppWithMails();
        await ownFixture.InitializeAsync();
        var page = await ownFixture.Admin.OpenAsync("/staff/mail?state=givenup&q=MNPQ");
        var done = await ownFixture.Admin.SubmitAsync(page, "tbody form");
        Assert.Equal((303, "/staff/mail?done=sent"), (done.Status, done.Location));
        Assert.Contains(ownFixture.App.Words()["Done.Sent"].Value, (await ownFixture.Admin.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
        var mail = await ownFixture.App.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Reservation!.Reference == "MNPQ-RT"));
        Assert.True(mail.CanBeClaimed(ownFixture.App.Now));
    }

    [Fact]
    public async Task All_failing_mail_can_be_retried_and_the_button_is_absent_when_none_fails()
    {
        await using var ownFixture = new AppWithMails();
        await ownFixture.InitializeAsync();
        var page = await ownFixture.Admin.OpenAsync("/staff/mail");
        Assert.Equal(303, (await ownFixture.Admin.SubmitAsync(page, "form[action*='handler=RetryAll']")).Status);
        var mail = await ownFixture.App.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == ownFixture.Failing.Id));
        Assert.True(mail.CanBeClaimed(ownFixture.App.Now));

        await using var withoutMail = await BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));
        using var admin = await withoutMail.StaffAsync(StaffRoles.Administrator);
        var empty = await admin.OpenAsync("/staff/mail");
        Assert.Null(empty.Document.QuerySelector("form[action*='handler=RetryAll']"));
        Assert.Contains(withoutMail.Words()["List.None"].Value, empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_is_sent_to_its_requester_and_its_status_is_shown()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator, "Anna");
        var done = await admin.SubmitAsync(await admin.OpenAsync("/staff/mail"), "form[action*='handler=Test']");
        Assert.Equal(303, done.Status);
        Assert.Equal("Anna", Assert.Single(Assert.Single(await app.MailAsync()).To).Name);
        await app.WaitUntilMailIsSentAsync();
        var row = CollapseWhitespace((await admin.OpenAsync(done.Location!)).Find("tbody tr").TextContent);
        Assert.StartsWith("Test email Anna", row, StringComparison.Ordinal);
        Assert.Contains("Sent", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_mail_and_an_expired_form_are_refused_on_the_list_page()
    {
        var page = await fixture.Admin.OpenAsync("/staff/mail");
        var unknown = await fixture.Admin.SubmitAsync(page, "tbody form", ("id", "999"));
        var expired = await fixture.Admin.PostAsync("/staff/mail?handler=RetryAll");
        Assert.Equal((404, 400), (unknown.Status, expired.Status));
        Assert.Equal(5, unknown.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(5, expired.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task The_list_is_paged_and_the_pages_keep_the_query()
    {
        await using var ownFixture = new AppWithMails();
        await ownFixture.InitializeAsync();
        var performance = new APerformance().Build();
        await ownFixture.App.Database.AddAsync(
            [.. Enumerable.Range(0, 60).Select(
                _ => OutboxMail.ForReservation(MailKind.Ticket, new AReservation().For(performance).Build(), TestTimes.Now))]);
        var first = await ownFixture.Admin.OpenAsync("/staff/mail?state=waiting&q=ticket");
        Assert.Equal(50, first.Document.QuerySelectorAll("tbody tr").Length);
        var next = first.Find("a[rel='next']").GetAttribute("href")!;
        Assert.Equal("/staff/mail?state=waiting&q=ticket&page=2", next);
        Assert.Equal(10, (await ownFixture.Admin.OpenAsync(next)).Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task The_mail_page_is_for_administrators_only()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        Assert.Equal(302, (await visitor.OpenAsync("/staff/mail")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, (await browser.OpenAsync("/staff/mail")).Status);
        }
    }

    private static string CollapseWhitespace(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>An app with one mail to a party in each status, and a given-up invitation to the disabled staff member Otto.</summary>
    public sealed class AppWithMails : SharedApp
    {
        public NoScriptBrowser Admin { get; private set; } = null!;

        public OutboxMail Failing { get; private set; } = null!;

        public StaffUser Otto { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Admin?.Dispose();
            return base.DisposeAsync();
        }

        protected override Task<BookingFlowApp> StartAsync() =>
            BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));

        protected override async Task SeedAsync()
        {
            var performance = new APerformance().Build();
            Otto = new StaffUser { UserName = "otto@staff.example", Email = "otto@staff.example", DisplayName = "Otto", DisabledAt = TestTimes.Now };
            await App.Database.AddAsync(Otto);
            Failing = Mail("K7QF-2M");
            var (waiting, refused, sent) = (Mail("ACDE-FG", MailKind.Confirmation), Mail("MNPQ-RT"), Mail("UVWX-Y2"));
            var obsolete = OutboxMail.ForStaff(MailKind.Invitation, Otto.Id, TestTimes.Now);
            Failing.Failed("TimeoutException", TestTimes.Now);
            Failing.Failed("TimeoutException", TestTimes.Now.AddSeconds(15));
            refused.GiveUp("550 RecipientNotAccepted", TestTimes.Now);
            sent.Sent(TestTimes.Now);
            obsolete.GiveUp("switched off", TestTimes.Now);
            await App.Database.AddAsync(waiting, Failing, refused, sent, obsolete);
            Admin = await App.StaffAsync(StaffRoles.Administrator, "Anna");

            OutboxMail Mail(string reference, MailKind kind = MailKind.Ticket) =>
                OutboxMail.ForReservation(kind, new AReservation().For(performance).WithReference(reference).Build(), TestTimes.Now);
        }
    }
}
