using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Reservations;

/// <summary>
/// The actions of the pending page when the confirmation mail does not arrive. Only the browser that made the reservation can use them.
/// </summary>
public sealed class PendingActionsTests
{
    private const string PagePath = "/reservations/pending", ResendForm = ".form--again", AddressForm = ".form--address";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    [Fact]
    public async Task The_page_shows_the_delivery_status_of_the_mail()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await AssertStatusAsync("Pending.Mail.Waiting", null);

        await ChangeMailAsync(app, mail => mail.Failed("SocketException", TestTimes.Now));
        await AssertStatusAsync("Pending.Mail.Failing", app.Words()["Pending.Mail.Failing", "12:00"]);

        await ChangeMailAsync(app, mail => mail.GiveUp("550 RecipientNotAccepted", TestTimes.Now));
        await AssertStatusAsync("Pending.Mail.GivenUp", null);

        await ChangeMailAsync(app, mail => mail.Sent(new DateTime(2026, 9, 5, 10, 3, 0, DateTimeKind.Utc)));
        await AssertStatusAsync("Pending.Mail.Sent", app.Words()["Pending.Mail.Sent", "12:03"]);

        async Task AssertStatusAsync(string key, string? expected)
        {
            var page = await visitor.OpenAsync(PagePath);
            Assert.Equal(200, page.Status);
            Assert.Contains((expected ?? app.Words()[key].Value).Split("12:0")[0].Trim(), page.Text, StringComparison.Ordinal);
            Assert.Contains("ada@visitors.example", page.Text, StringComparison.Ordinal);
            // The error of the mail server is for staff only.
            Assert.DoesNotContain("Recipient", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Socket", page.Body, StringComparison.Ordinal);
            Assert.Equal(key is "Pending.Mail.Waiting" or "Pending.Mail.Failing", page.Document.QuerySelector(ResendForm) is null);
        }
    }

    [Fact]
    public async Task The_sent_time_is_shown_in_the_venue_time_zone()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await ChangeMailAsync(app, mail => mail.Sent(new DateTime(2026, 9, 5, 10, 3, 0, DateTimeKind.Utc)));

        Assert.Equal("12:03", (await visitor.OpenAsync(PagePath)).Find(".mail-fate time").TextContent);
    }

    [Fact]
    public async Task Resending_twice_at_once_sends_one_mail_and_reloading_sends_none()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await ChangeMailAsync(app, mail => mail.Sent(TestTimes.Now));
        _clock.Advance(TimeSpan.FromMinutes(1));
        var page = await visitor.OpenAsync(PagePath);

        Assert.Equal((303, PagePath), await SubmitAsync(visitor, page, ResendForm));
        Assert.Equal((303, PagePath), await SubmitAsync(visitor, page, ResendForm));
        await visitor.OpenAsync(PagePath);

        Assert.Equal(2, await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Resending_too_soon_returns_429_with_the_wait()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await ChangeMailAsync(app, mail => mail.Sent(TestTimes.Now));
        _clock.Advance(TimeSpan.FromSeconds(20));

        var refused = await visitor.SubmitAsync(await visitor.OpenAsync(PagePath), ResendForm);

        Assert.Equal((429, "40"), (refused.Status, refused.Header("Retry-After")));
        Assert.Contains(app.Words()["Span.Seconds.other", 40].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task A_corrected_address_is_recorded_in_the_history_and_the_audit_log()
    {
        // Starts at the real time: a staff cookie that was issued at the fixed test time would have expired.
        await using var app = await BookingFlowApp.StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id)).Status);

        var refused = await visitor.SubmitAsync(await visitor.OpenAsync(PagePath), AddressForm, ("Email", "lovelace at visitors"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("lovelace at visitors", refused.Find("#Email").GetAttribute("value"));
        Assert.Contains(app.Words()["Field.NotAnEmail"].Value, refused.Find("#Email-message").TextContent, StringComparison.Ordinal);
        Assert.Contains("ada@visitors.example", refused.Text, StringComparison.Ordinal);

        Assert.Equal((303, PagePath), await SubmitAsync(visitor, refused, AddressForm, ("Email", "lovelace@visitors.example")));
        Assert.Contains("lovelace@visitors.example", (await visitor.OpenAsync(PagePath)).Text, StringComparison.Ordinal);

        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var id = await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        Assert.Contains(
            "Email address corrected, by the party",
            (await boxOffice.OpenAsync($"/staff/reservations/{id}")).Find(".story").TextContent.Trim(),
            StringComparison.Ordinal);
        using var administrator = await app.StaffAsync(StaffRoles.Administrator, "Ann");
        Assert.Contains(
            "The party corrected the email address", (await administrator.OpenAsync("/staff/log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_three_corrections_the_page_only_offers_a_new_reservation()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        var form = await visitor.OpenAsync(PagePath);
        foreach (var email in new[] { "a@visitors.example", "b@visitors.example", "c@visitors.example" })
        {
            Assert.Equal((303, PagePath), await SubmitAsync(visitor, form, AddressForm, ("Email", email)));
        }

        Assert.Equal(409, (await visitor.SubmitAsync(form, AddressForm, ("Email", "d@visitors.example"))).Status);
        var page = await visitor.OpenAsync(PagePath);
        Assert.Contains(app.Words()["Pending.Enough"].Value, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.NotNull(page.Document.QuerySelector("a[href$='/reserve']"));
    }

    [Fact]
    public async Task Another_browser_can_neither_change_nor_see_the_reservation()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        var form = await visitor.OpenAsync(PagePath);
        using var otherBrowser = app.Visitor();
        var ownForm = await otherBrowser.OpenAsync(await ReservePathAsync(app));

        var response = await otherBrowser.PostAsync(
            NoScriptBrowser.Action(form, AddressForm), NoScriptBrowser.Fields(ownForm, "main form", ("Email", "eve@visitors.example")));

        Assert.Equal((303, PagePath), (response.Status, response.Location));
        Assert.Contains(app.Words()["Pending.None.Title"].Value, (await otherBrowser.OpenAsync(PagePath)).Text, StringComparison.Ordinal);
        Assert.Equal("ada@visitors.example", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Email).SingleAsync()));
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Resending_counts_against_the_rate_limit_per_email_address()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("RateLimits:Enabled", "true"), ("RateLimits:PerEmail", "2"));
        using var visitor = await ReservedAsync(app);
        await app.WaitUntilMailIsSentAsync();
        var form = await visitor.OpenAsync(PagePath);
        Assert.Equal(429, (await visitor.SubmitAsync(form, ResendForm)).Status);

        var refused = await visitor.SubmitAsync(form, ResendForm);

        // The wait of the rate limit, which is longer than the minute between two mails.
        Assert.Equal(429, refused.Status);
        Assert.True(int.Parse(refused.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture) > 60);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, "Failure.ReservationCancelled.Title")]
    [InlineData(ReservationStatus.Expired, "Failure.ConfirmationTokenExpired.Title")]
    [InlineData(ReservationStatus.Confirmed, "Pending.Confirmed.Title")]
    public async Task A_finished_reservation_shows_its_status_and_no_forms(ReservationStatus status, string title)
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        var form = await visitor.OpenAsync(PagePath);
        await app.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, status)));

        var page = await visitor.OpenAsync(PagePath);
        Assert.Equal(200, page.Status);
        Assert.Equal(app.Words()[title].Value, page.Find("h1").TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.InRange((await visitor.SubmitAsync(form, AddressForm, ("Email", "x@visitors.example"))).Status, 409, 410);
    }

    private static async Task<(int, string?)> SubmitAsync(
        NoScriptBrowser visitor, BrowserResponse page, string form, params (string, string)[] fields)
    {
        var response = await visitor.SubmitAsync(page, form, fields);
        return (response.Status, response.Location);
    }

    private static async Task<NoScriptBrowser> ReservedAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(new APerformance());
        var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id)).Status);
        return visitor;
    }

    private static async Task<string> ReservePathAsync(BookingFlowApp app) =>
        $"/performances/{await app.Database.ReadAsync(db => db.Performances.Select(p => p.Id).SingleAsync())}/reserve";

    private static async Task ChangeMailAsync(BookingFlowApp app, Action<OutboxMail> change)
    {
        await using var db = app.Database.CreateDbContext();
        change(await db.Outbox.SingleAsync());
        await db.SaveChangesAsync();
    }
}
