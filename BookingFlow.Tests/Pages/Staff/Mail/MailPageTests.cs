using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Mail;

public sealed class MailPageTests(MailPageTests.House house) : IClassFixture<MailPageTests.House>
{
    [Fact]
    public async Task Each_mail_says_how_it_fares_and_to_whom_it_goes_and_never_what_it_says()
    {
        var page = await house.Admin.OpenAsync("/staff/mail");
        Assert.Equal(200, page.Status);
        var rows = page.Document.QuerySelectorAll("tbody tr").ToDictionary(
            row => row.QuerySelector("td a")!.TextContent.Trim(), row => Folded(row.TextContent), StringComparer.Ordinal);
        Assert.Equal(5, rows.Count);
        Assert.Contains("Waiting", rows["ACDE-FG"], StringComparison.Ordinal);
        Assert.Contains(
            "Failing since Saturday 5 September 2026, 12:00, 2 tries so far, next at 12:00 The mail server did not answer in time.", rows["K7QF-2M"],
            StringComparison.Ordinal);
        Assert.Contains(
            "Given up Saturday 5 September 2026, 12:00 The mail server refused it: 550 RecipientNotAccepted.", rows["MNPQ-RT"],
            StringComparison.Ordinal);
        Assert.Contains("Sent Saturday 5 September 2026, 12:00", rows["UVWX-Y2"], StringComparison.Ordinal);
        Assert.Contains("Given up Saturday 5 September 2026, 12:00 The account was switched off.", rows["Otto"], StringComparison.Ordinal);
        Assert.Equal($"/staff/reservations/{house.Failing.ReservationId}", page.Find("a:contains('K7QF-2M')").GetAttribute("href"));
        Assert.Equal($"/staff/people/{house.Otto.Id}", page.Find("a:contains('Otto')").GetAttribute("href"));
        Assert.DoesNotContain("Lovelace", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("otto@staff.example", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_top_stands_how_many_there_are_of_each_and_each_number_leads_to_them()
    {
        var page = await house.Admin.OpenAsync("/staff/mail");
        Assert.Equal(
            ["5 In all", "1 Waiting", "1 Failing", "2 Given up", "1 Sent"],
            page.Document.QuerySelectorAll(".tallies a").Select(a => Folded(a.TextContent)));

        var failing = await house.Admin.OpenAsync(page.Find(".tally--failing").GetAttribute("href")!);
        Assert.Equal("K7QF-2M", Assert.Single(failing.Document.QuerySelectorAll("tbody td a")).TextContent);
        Assert.Equal("true", failing.Find(".tally--failing").GetAttribute("aria-current"));
        Assert.Equal("5 In all", Folded(failing.Find(".tallies a").TextContent));
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
        var page = await house.Admin.OpenAsync($"/staff/mail?{query}");
        Assert.Equal(
            found.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            page.Document.QuerySelectorAll("tbody td a").Select(a => a.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_press_has_one_mail_tried_again()
    {
        await using var own = new House();
        await own.InitializeAsync();
        var page = await own.Admin.OpenAsync("/staff/mail?state=givenup&q=MNPQ");
        var done = await own.Admin.SubmitAsync(page, "tbody form");
        Assert.Equal((303, "/staff/mail?done=sent"), (done.Status, done.Location));
        Assert.Contains(own.App.Words()["Done.Sent"].Value, (await own.Admin.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
        var mail = await own.App.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Reservation!.Reference == "MNPQ-RT"));
        Assert.True(mail.CanBeClaimed(own.App.Now));
    }

    [Fact]
    public async Task One_press_has_all_failing_mail_tried_again_and_it_is_only_offered_where_some_fails()
    {
        await using var own = new House();
        await own.InitializeAsync();
        var page = await own.Admin.OpenAsync("/staff/mail");
        Assert.Equal(303, (await own.Admin.SubmitAsync(page, "form[action*='handler=RetryAll']")).Status);
        Assert.True((await own.App.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == own.Failing.Id))).CanBeClaimed(own.App.Now));

        await using var quiet = await BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(AMoment.Now)));
        using var admin = await quiet.StaffAsync(StaffRoles.Administrator);
        var empty = await admin.OpenAsync("/staff/mail");
        Assert.Null(empty.Document.QuerySelector("form[action*='handler=RetryAll']"));
        Assert.Contains(quiet.Words()["List.None"].Value, empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_comes_to_whoever_asks_for_it_and_its_fate_is_on_the_page()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator, "Anna");
        var done = await admin.SubmitAsync(await admin.OpenAsync("/staff/mail"), "form[action*='handler=Test']");
        Assert.Equal(303, done.Status);
        Assert.Equal("Anna", Assert.Single(Assert.Single(await app.MailAsync()).To).Name);
        await app.AllMailIsOutAsync();
        var row = Folded((await admin.OpenAsync(done.Location!)).Find("tbody tr").TextContent);
        Assert.StartsWith("Test mail Anna", row, StringComparison.Ordinal);
        Assert.Contains("Sent", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_there_is_not_and_a_form_that_has_expired_are_refused_and_the_page_is_there_still()
    {
        var page = await house.Admin.OpenAsync("/staff/mail");
        var unknown = await house.Admin.SubmitAsync(page, "tbody form", ("id", "999"));
        var expired = await house.Admin.PostAsync("/staff/mail?handler=RetryAll");
        Assert.Equal((404, 400), (unknown.Status, expired.Status));
        Assert.Equal(5, unknown.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(5, expired.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_long_list_comes_page_by_page_and_keeps_what_was_asked_for()
    {
        await using var own = new House();
        await own.InitializeAsync();
        var performance = new APerformance().Build();
        await own.App.Database.AddAsync(
            [.. Enumerable.Range(0, 60).Select(_ => OutboxMail.Owed(MailKind.Ticket, new AReservation().For(performance).Build(), AMoment.Now))]);
        var first = await own.Admin.OpenAsync("/staff/mail?state=waiting&q=ticket");
        Assert.Equal(50, first.Document.QuerySelectorAll("tbody tr").Length);
        var next = first.Find("a[rel='next']").GetAttribute("href")!;
        Assert.Equal("/staff/mail?state=waiting&q=ticket&page=2", next);
        Assert.Equal(10, (await own.Admin.OpenAsync(next)).Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Mail_is_for_administrators_alone()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var stranger = app.Visitor();
        Assert.Equal(302, (await stranger.OpenAsync("/staff/mail")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, (await browser.OpenAsync("/staff/mail")).Status);
        }
    }

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>With a mail in each state, and one to a colleague.</summary>
    public sealed class House : SharedApp
    {
        public NoScriptBrowser Admin { get; private set; } = null!;

        public OutboxMail Failing { get; private set; } = null!;

        public StaffUser Otto { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Admin.Dispose();
            return base.DisposeAsync();
        }

        protected override Task<BookingFlowApp> StartAsync() =>
            BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(AMoment.Now)));

        protected override async Task SeedAsync()
        {
            var performance = new APerformance().Build();
            Otto = new StaffUser { UserName = "otto@staff.example", Email = "otto@staff.example", DisplayName = "Otto", DisabledAt = AMoment.Now };
            await App.Database.AddAsync(Otto);
            Failing = Mail("K7QF-2M");
            var (waiting, refused, sent) = (Mail("ACDE-FG", MailKind.Confirmation), Mail("MNPQ-RT"), Mail("UVWX-Y2"));
            var useless = OutboxMail.OwedToStaff(MailKind.Invitation, Otto.Id, AMoment.Now);
            Failing.Failed("TimeoutException", AMoment.Now);
            Failing.Failed("TimeoutException", AMoment.Now.AddSeconds(15));
            refused.GiveUp("550 RecipientNotAccepted", AMoment.Now);
            sent.Sent(AMoment.Now);
            useless.GiveUp("switched off", AMoment.Now);
            await App.Database.AddAsync(waiting, Failing, refused, sent, useless);
            Admin = await App.StaffAsync(StaffRoles.Administrator, "Anna");

            OutboxMail Mail(string reference, MailKind kind = MailKind.Ticket) =>
                OutboxMail.Owed(kind, new AReservation().For(performance).WithReference(reference).Build(), AMoment.Now);
        }
    }
}
