using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Reservations;

/// <summary>What a party can do about a mail that does not come, in the browser that made the reservation and in no other.</summary>
public sealed class PendingActsTests
{
    private const string Here = "/reservations/pending", Again = ".form--again", Address = ".form--address";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(AMoment.Now));

    [Fact]
    public async Task The_page_tells_what_became_of_the_mail()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await AssertFateAsync("Pending.Mail.Waiting", null);

        await MailAsync(app, mail => mail.Failed("SocketException", AMoment.Now));
        await AssertFateAsync("Pending.Mail.Failing", app.Words()["Pending.Mail.Failing", "12:00"]);

        await MailAsync(app, mail => mail.GiveUp("550 RecipientNotAccepted", AMoment.Now));
        await AssertFateAsync("Pending.Mail.GivenUp", null);

        await MailAsync(app, mail => mail.Sent(new DateTime(2026, 9, 5, 10, 3, 0, DateTimeKind.Utc)));
        await AssertFateAsync("Pending.Mail.Sent", app.Words()["Pending.Mail.Sent", "12:03"]);

        async Task AssertFateAsync(string key, string? words)
        {
            var page = await visitor.OpenAsync(Here);
            Assert.Equal(200, page.Status);
            Assert.Contains((words ?? app.Words()[key].Value).Split("12:0")[0].Trim(), page.Text, StringComparison.Ordinal);
            Assert.Contains("ada@visitors.example", page.Text, StringComparison.Ordinal);
            // What the mail server said is for the house.
            Assert.DoesNotContain("Recipient", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Socket", page.Body, StringComparison.Ordinal);
            Assert.Equal(key is "Pending.Mail.Waiting" or "Pending.Mail.Failing", page.Document.QuerySelector(Again) is null);
        }
    }

    [Fact]
    public async Task The_hour_of_the_handing_over_is_that_of_the_clock_in_the_foyer()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await MailAsync(app, mail => mail.Sent(new DateTime(2026, 9, 5, 10, 3, 0, DateTimeKind.Utc)));

        Assert.Equal("12:03", (await visitor.OpenAsync(Here)).Find(".mail-fate time").TextContent);
    }

    [Fact]
    public async Task The_link_is_sent_again_and_looking_once_more_sends_nothing()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await MailAsync(app, mail => mail.Sent(AMoment.Now));
        _clock.Advance(TimeSpan.FromMinutes(1));
        var page = await visitor.OpenAsync(Here);

        Assert.Equal((303, Here), await SubmittedAsync(visitor, page, Again));
        Assert.Equal((303, Here), await SubmittedAsync(visitor, page, Again));
        await visitor.OpenAsync(Here);

        Assert.Equal(2, await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Whoever_asks_too_soon_is_told_when()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        await MailAsync(app, mail => mail.Sent(AMoment.Now));
        _clock.Advance(TimeSpan.FromSeconds(20));

        var refused = await visitor.SubmitAsync(await visitor.OpenAsync(Here), Again);

        Assert.Equal((429, "40"), (refused.Status, refused.Header("Retry-After")));
        Assert.Contains(app.Words()["Span.Seconds.other", 40].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task A_wrong_address_is_put_right_and_the_back_office_sees_who_did_it()
    {
        // At the time that it is: a sign-in of the past would have ended.
        await using var app = await BookingFlowApp.StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id)).Status);

        var refused = await visitor.SubmitAsync(await visitor.OpenAsync(Here), Address, ("Email", "lovelace at visitors"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("lovelace at visitors", refused.Find("#Email").GetAttribute("value"));
        Assert.Contains(app.Words()["Field.NotAnEmail"].Value, refused.Find("#Email-message").TextContent, StringComparison.Ordinal);
        Assert.Contains("ada@visitors.example", refused.Text, StringComparison.Ordinal);

        Assert.Equal((303, Here), await SubmittedAsync(visitor, refused, Address, ("Email", "lovelace@visitors.example")));
        Assert.Contains("lovelace@visitors.example", (await visitor.OpenAsync(Here)).Text, StringComparison.Ordinal);

        using var bea = await app.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var id = await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        Assert.Contains(
            "E-mail address corrected, by the party itself", (await bea.OpenAsync($"/staff/reservations/{id}")).Find(".story").TextContent.Trim(),
            StringComparison.Ordinal);
        using var ann = await app.StaffAsync(StaffRoles.Administrator, "Ann");
        Assert.Contains("The party itself corrected the e-mail address", (await ann.OpenAsync("/staff/log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_more_can_be_asked_for_the_page_says_what_is_left_to_do()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        var form = await visitor.OpenAsync(Here);
        foreach (var right in new[] { "a@visitors.example", "b@visitors.example", "c@visitors.example" })
        {
            Assert.Equal((303, Here), await SubmittedAsync(visitor, form, Address, ("Email", right)));
        }

        Assert.Equal(409, (await visitor.SubmitAsync(form, Address, ("Email", "d@visitors.example"))).Status);
        var page = await visitor.OpenAsync(Here);
        Assert.Contains(app.Words()["Pending.Enough"].Value, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.NotNull(page.Document.QuerySelector("a[href$='/reserve']"));
    }

    [Fact]
    public async Task A_stranger_sends_nothing_and_learns_nothing()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        var form = await visitor.OpenAsync(Here);
        using var stranger = app.Visitor();
        var own = await stranger.OpenAsync(await ReservePathAsync(app));

        var sent = await stranger.PostAsync(
            NoScriptBrowser.Action(form, Address), NoScriptBrowser.Fields(own, "main form", ("Email", "eve@visitors.example")));

        Assert.Equal((303, Here), (sent.Status, sent.Location));
        Assert.Contains(app.Words()["Pending.None.Title"].Value, (await stranger.OpenAsync(Here)).Text, StringComparison.Ordinal);
        Assert.Equal("ada@visitors.example", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Email).SingleAsync()));
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task An_address_that_is_asked_for_too_often_is_left_in_peace_whoever_asks()
    {
        await using var app = await BookingFlowApp.StartAsync(_clock, ("RateLimits:Enabled", "true"), ("RateLimits:PerEmail", "2"));
        using var visitor = await ReservedAsync(app);
        await app.AllMailIsOutAsync();
        var form = await visitor.OpenAsync(Here);
        Assert.Equal(429, (await visitor.SubmitAsync(form, Again)).Status);

        var refused = await visitor.SubmitAsync(form, Again);

        // The house's own wait, which is longer than a minute.
        Assert.Equal(429, refused.Status);
        Assert.True(int.Parse(refused.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture) > 60);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, "Failure.ReservationCancelled.Title")]
    [InlineData(ReservationStatus.Expired, "Failure.ConfirmationTokenExpired.Title")]
    [InlineData(ReservationStatus.Confirmed, "Pending.Confirmed.Title")]
    public async Task Each_end_has_its_own_words_and_asks_for_nothing_more(ReservationStatus status, string title)
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var visitor = await ReservedAsync(app);
        var form = await visitor.OpenAsync(Here);
        await app.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, status)));

        var page = await visitor.OpenAsync(Here);
        Assert.Equal(200, page.Status);
        Assert.Equal(app.Words()[title].Value, page.Find("h1").TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        Assert.InRange((await visitor.SubmitAsync(form, Address, ("Email", "x@visitors.example"))).Status, 409, 410);
    }

    private static async Task<(int, string?)> SubmittedAsync(NoScriptBrowser visitor, Place page, string form, params (string, string)[] typed)
    {
        var answer = await visitor.SubmitAsync(page, form, typed);
        return (answer.Status, answer.Location);
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

    private static async Task MailAsync(BookingFlowApp app, Action<OutboxMail> becomes)
    {
        await using var db = app.Database.CreateDbContext();
        becomes(await db.Outbox.SingleAsync());
        await db.SaveChangesAsync();
    }
}
