using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Mail;

public sealed class MailBannerTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    [Fact]
    public async Task Every_staff_page_shows_the_banner_after_mail_has_failed_for_ten_minutes()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var steward = await app.StaffAsync();
        await app.Database.AddAsync(Mail(m => m.Failed("down", TestTimes.Now)), Mail(_ => { }), Mail(m => m.Sent(TestTimes.Now)));
        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Null(Banner(await steward.OpenAsync("/staff")));

        _clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var path in new[] { "/staff", "/staff/check-in", "/staff/logout" })
        {
            Assert.Equal("Emails have not been going out since 12:00: 2 emails are waiting.", Banner(await steward.OpenAsync(path)));
        }
    }

    [Fact]
    public async Task The_banner_links_to_the_mail_page_for_administrators_only()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.Database.AddAsync(Mail(m => m.Failed("down", TestTimes.Now.AddHours(-1))));
        using var steward = await app.StaffAsync(StaffRoles.BoxOffice);
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        Assert.Null((await steward.OpenAsync("/staff")).Document.QuerySelector(".banner a"));
        Assert.Equal(200, (await admin.OpenAsync((await admin.OpenAsync("/staff")).Find(".banner a").GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task Mail_failing_since_yesterday_is_shown_with_the_date()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.Database.AddAsync(Mail(m => m.Failed("down", TestTimes.Now.AddDays(-1))));
        using var steward = await app.StaffAsync();
        Assert.Equal(
            "Emails have not been going out since Friday 4 September 2026, 12:00: 1 email is waiting.", Banner(await steward.OpenAsync("/staff")));
    }

    [Fact]
    public async Task Given_up_and_sent_mail_does_not_show_the_banner()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        var failedAt = TestTimes.Now.AddHours(-1);
        await app.Database.AddAsync(
            Mail(m => m.GiveUp("550 RecipientNotAccepted", failedAt)),
            Mail(m => { m.Failed("down", failedAt); m.GiveUp("550 RecipientNotAccepted", failedAt); }),
            Mail(m => { m.Failed("down", failedAt); m.Sent(TestTimes.Now); }));
        using var steward = await app.StaffAsync();
        Assert.Null(Banner(await steward.OpenAsync("/staff")));
    }

    [Fact]
    public async Task Unauthenticated_visitors_do_not_see_the_banner()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.Database.AddAsync(Mail(m => m.Failed("down", TestTimes.Now.AddHours(-1))));
        using var visitor = app.Visitor();
        Assert.Null(Banner(await visitor.OpenAsync("/staff/login")));
        Assert.Null(Banner(await visitor.OpenAsync("/check-in/abc")));
    }

    [Fact]
    public async Task A_failing_banner_query_does_not_fail_the_page()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var steward = await app.StaffAsync();
        await app.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Outbox RENAME TO Nowhere"));
        var page = await steward.OpenAsync("/staff");
        Assert.Equal(200, page.Status);
        Assert.Null(Banner(page));
    }

    private static OutboxMail Mail(Action<OutboxMail> change)
    {
        var mail = OutboxMail.ForReservation(MailKind.Ticket, new AReservation().Build(), TestTimes.Now);
        change(mail);
        return mail;
    }

    private static string? Banner(BrowserResponse place) => place.Document.QuerySelector(".banner strong") is { } banner
        ? string.Join(' ', banner.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(" :", ":", StringComparison.Ordinal)
            .Replace(" .", ".", StringComparison.Ordinal)
        : null;
}
