using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Mail;

public sealed class MailBannerTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(AMoment.Now));

    [Fact]
    public async Task When_mail_has_failed_for_ten_minutes_every_staff_page_says_so_and_not_before()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var steward = await app.StaffAsync();
        await app.Database.AddAsync(Mail(m => m.Failed("down", AMoment.Now)), Mail(_ => { }), Mail(m => m.Sent(AMoment.Now)));
        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Null(Banner(await steward.OpenAsync("/staff")));

        _clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var path in new[] { "/staff", "/staff/check-in", "/staff/logout" })
        {
            Assert.Equal("Mail has been failing since 12:00: 2 mails are waiting.", Banner(await steward.OpenAsync(path)));
        }
    }

    [Fact]
    public async Task An_administrator_is_led_to_the_mail_and_nobody_else_is()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.Database.AddAsync(Mail(m => m.Failed("down", AMoment.Now.AddHours(-1))));
        using var steward = await app.StaffAsync(StaffRoles.BoxOffice);
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        Assert.Null((await steward.OpenAsync("/staff")).Document.QuerySelector(".banner a"));
        Assert.Equal(200, (await admin.OpenAsync((await admin.OpenAsync("/staff")).Find(".banner a").GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task What_began_to_fail_yesterday_is_told_with_its_day()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.Database.AddAsync(Mail(m => m.Failed("down", AMoment.Now.AddDays(-1))));
        using var steward = await app.StaffAsync();
        Assert.Equal("Mail has been failing since Friday 4 September 2026, 12:00: 1 mail is waiting.", Banner(await steward.OpenAsync("/staff")));
    }

    [Fact]
    public async Task Mail_that_was_given_up_or_has_left_is_no_news()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        var before = AMoment.Now.AddHours(-1);
        await app.Database.AddAsync(
            Mail(m => m.GiveUp("550 RecipientNotAccepted", before)),
            Mail(m => { m.Failed("down", before); m.GiveUp("550 RecipientNotAccepted", before); }),
            Mail(m => { m.Failed("down", before); m.Sent(AMoment.Now); }));
        using var steward = await app.StaffAsync();
        Assert.Null(Banner(await steward.OpenAsync("/staff")));
    }

    [Fact]
    public async Task A_stranger_at_the_login_learns_nothing_of_it()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        await app.Database.AddAsync(Mail(m => m.Failed("down", AMoment.Now.AddHours(-1))));
        using var stranger = app.Visitor();
        Assert.Null(Banner(await stranger.OpenAsync("/staff/login")));
        Assert.Null(Banner(await stranger.OpenAsync("/check-in/abc")));
    }

    [Fact]
    public async Task Where_it_cannot_be_read_the_page_comes_without_it()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(_clock);
        using var steward = await app.StaffAsync();
        await app.Database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Outbox RENAME TO Nowhere"));
        var page = await steward.OpenAsync("/staff");
        Assert.Equal(200, page.Status);
        Assert.Null(Banner(page));
    }

    private static OutboxMail Mail(Action<OutboxMail> fate)
    {
        var mail = OutboxMail.Owed(MailKind.Ticket, new AReservation().Build(), AMoment.Now);
        fate(mail);
        return mail;
    }

    private static string? Banner(Place place) => place.Document.QuerySelector(".banner strong") is { } banner
        ? string.Join(' ', banner.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(" :", ":", StringComparison.Ordinal)
            .Replace(" .", ".", StringComparison.Ordinal)
        : null;
}
