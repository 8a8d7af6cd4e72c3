using System.Globalization;
using System.Net;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>
/// The server ends a session, so that a copy of its cookie is refused: when the person signs out, when somebody signs in with the same browser,
/// and a set number of days after the sign-in (docs/decisions/0057).
/// </summary>
public sealed class StaffSessionTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string SessionCookie = "bookingflow.staff";

    [Fact]
    public async Task A_cookie_copied_before_signing_out_is_worth_nothing_and_other_devices_stay_signed_in()
    {
        var app = shared.App;
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = await SignInAsync(app, person);
        using var other = await SignInAsync(app, person);
        using var copy = CopyOf(browser, app);
        Assert.Equal(200, (await copy.OpenAsync("/staff")).Status);

        Assert.Equal(303, (await browser.SubmitAsync(await browser.OpenAsync("/staff/logout"), "main form")).Status);

        Assert.Equal(302, (await copy.OpenAsync("/staff")).Status);
        Assert.Equal(200, (await other.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_that_it_replaces()
    {
        var app = shared.App;
        var (otto, dora) = (await app.AddStaffAsync(StaffRoles.Door), await app.AddStaffAsync(StaffRoles.Door));
        var (_, codes) = await app.EnableTwoFactorAsync(dora);
        using var tablet = await SignInAsync(app, otto);
        using var copy = CopyOf(tablet, app);

        Assert.Equal(303, (await tablet.SignInAsync(dora.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(200, (await copy.OpenAsync("/staff")).Status);
        var code = await tablet.OpenAsync("/staff/login/code");
        Assert.Equal(303, (await tablet.SubmitAsync(code, "main form", ("Code", codes[0]))).Status);

        Assert.Equal(302, (await copy.OpenAsync("/staff")).Status);
        Assert.Equal(200, (await tablet.OpenAsync("/staff")).Status);
        using var copyOfDora = CopyOf(tablet, app);
        Assert.Equal(303, (await tablet.SignInAsync(otto.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(302, (await copyOfDora.OpenAsync("/staff")).Status);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task A_session_that_is_used_ends_after_the_days_of_the_setting(string days)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await BookingFlowApp.StartAsync(clock, ("Staff:SessionDays", days));
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = await SignInAsync(app, person);
        var end = clock.GetUtcNow().AddDays(int.Parse(days, CultureInfo.InvariantCulture));
        while (clock.GetUtcNow() < end.AddHours(-6))
        {
            clock.AdjustTime(clock.GetUtcNow() + TimeSpan.FromHours(6));
            Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
        }

        // A new password ends all other sessions, and renews this one without making it longer.
        clock.AdjustTime(clock.GetUtcNow() + TimeSpan.FromHours(5));
        var account = await browser.OpenAsync("/staff/account");
        Assert.Equal(303, (await browser.SubmitAsync(
            account, "form.form--password", ("Password", BookingFlowApp.StaffPassword), ("NewPassword", "another long password"))).Status);
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
        clock.AdjustTime(clock.GetUtcNow() + TimeSpan.FromHours(1));

        Assert.Equal(302, (await browser.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await browser.SignInAsync(person.Email!, "another long password")).Status);
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task The_password_step_before_the_code_is_not_prolonged_by_opening_the_page()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await BookingFlowApp.StartAsync(clock);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        await app.EnableTwoFactorAsync(person);
        using var browser = app.Visitor();
        Assert.StartsWith(
            "/staff/login/code", (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Location, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(200, (await browser.OpenAsync("/staff/login/code")).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(302, (await browser.OpenAsync("/staff/login/code")).Status);
    }

    [Fact]
    public async Task Ended_sessions_are_forgotten_when_no_session_can_be_that_old()
    {
        var app = shared.App;
        var person = await app.AddStaffAsync(StaffRoles.Door);
        // Not by a clock that is advanced by months: all timers of the program would ring again and again.
        await using (var db = app.Database.CreateDbContext())
        {
            db.AddRange(
                new[] { StaffSession.MaxDays + 1, StaffSession.MaxDays - 1 }.Select(days => new IdentityUserToken<int>
                {
                    UserId = person.Id,
                    LoginProvider = StaffSession.EndedProvider,
                    Name = $"ended {days} days ago",
                    Value = app.Now.AddDays(-days).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
                }));
            await db.SaveChangesAsync();
        }

        using var browser = await SignInAsync(app, person);
        await browser.SubmitAsync(await browser.OpenAsync("/staff/logout"), "main form");

        var ended = await app.Database.ReadAsync(db => db.UserTokens
            .Where(t => t.UserId == person.Id && t.LoginProvider == StaffSession.EndedProvider).Select(t => t.Name).ToListAsync());
        Assert.Equal(2, ended.Count);
        Assert.Contains($"ended {StaffSession.MaxDays - 1} days ago", ended);
    }

    private static async Task<NoScriptBrowser> SignInAsync(BookingFlowApp app, StaffUser person)
    {
        var browser = app.Visitor();
        Assert.Equal(303, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        return browser;
    }

    private static NoScriptBrowser CopyOf(NoScriptBrowser browser, BookingFlowApp app)
    {
        var copy = app.Visitor();
        var cookie = browser.Cookies.GetCookies(new Uri(app.Address))[SessionCookie]!;
        copy.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", cookie.Domain));
        return copy;
    }
}
