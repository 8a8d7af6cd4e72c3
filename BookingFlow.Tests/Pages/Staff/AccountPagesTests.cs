using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>The account pages of the signed-in staff member, and signing in with two-factor authentication.</summary>
public sealed class AccountPagesTests
{
    [Fact]
    public async Task Changing_the_password_keeps_this_session_and_ends_the_others()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var thisBrowser = await SignedInAsync(app, person);
        using var otherBrowser = await SignedInAsync(app, person);
        var link = await app.AddPasswordLinkAsync(person.Id);

        var form = await thisBrowser.OpenAsync("/staff/account");
        var refused = await thisBrowser.SubmitAsync(form, "form.form--password", ("Password", "not this one"), ("NewPassword", "a long password"));
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.Find("#Password-message").TextContent);
        Assert.Equal(200, (await otherBrowser.OpenAsync("/staff")).Status);
        Assert.Equal(
            303,
            (
                await thisBrowser.SubmitAsync(
                    form, "form.form--password", ("Password", BookingFlowApp.StaffPassword), ("NewPassword", "a long password"))).Status);

        Assert.Equal((200, 302), ((await thisBrowser.OpenAsync("/staff")).Status, (await otherBrowser.OpenAsync("/staff")).Status));
        Assert.Equal(410, (await otherBrowser.OpenAsync(link)).Status);
        Assert.Equal(400, (await otherBrowser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await otherBrowser.SignInAsync(person.Email!, "a long password")).Status);
    }

    [Fact]
    public async Task Password_guesses_on_the_account_page_are_throttled()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = await SignedInAsync(app, person);
        var form = await browser.OpenAsync("/staff/account");
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add(
                (await browser.SubmitAsync(form, "form.form--password", ("Password", "not this one"), ("NewPassword", "a long password"))).Status);
        }

        Assert.Equal([400, 400, 400, 400, 400, 429], statuses);
    }

    [Fact]
    public async Task A_staff_member_can_change_the_display_name_but_not_the_role()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = await SignedInAsync(app, person);
        var saved = await browser.SubmitAsync(
            await browser.OpenAsync("/staff/account"), "form.form--name", ("DisplayName", "Dora <Costa>"), ("Role", StaffRoles.Administrator));
        Assert.Equal(303, saved.Status);
        Assert.Equal("Dora <Costa>", (await browser.OpenAsync(saved.Location!)).Find("#DisplayName").GetAttribute("value"));
        Assert.Equal(403, (await browser.OpenAsync("/staff/people")).Status);
        Assert.Equal(400, (await browser.SubmitAsync(await browser.OpenAsync("/staff/account"), "form.form--name", ("DisplayName", " "))).Status);
    }

    [Fact]
    public async Task Enabling_two_factor_requires_a_code_shows_recovery_codes_once_and_ends_other_sessions()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = await SignedInAsync(app, person);
        using var other = await SignedInAsync(app, person);

        var page = await browser.OpenAsync("/staff/account/two-factor");
        var key = page.Find("code.key").TextContent.Replace(" ", "");
        var picture = page.Find("img.qr").GetAttribute("src")!;
        var scanned = Assert.Single(
            await QrReader.ReadAsync(Convert.FromBase64String(picture[(picture.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        Assert.StartsWith("otpauth://totp/", scanned, StringComparison.Ordinal);
        Assert.Contains($"secret={key}&", scanned, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(person.Email!), scanned, StringComparison.Ordinal);

        var refused = await browser.SubmitAsync(page, "main form", ("Code", Authenticator.WrongCode(key)));
        Assert.Equal(400, refused.Status);
        // The key must not change: the authenticator app has scanned it already.
        Assert.Equal(key, refused.Find("code.key").TextContent.Replace(" ", ""));
        Assert.False((await app.StaffUserAsync(person.Id)).TwoFactorEnabled);

        var enabled = await browser.SubmitAsync(refused, "main form", ("Code", Authenticator.Code(key)));
        Assert.Equal(200, enabled.Status);
        var codes = enabled.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal((200, 302), ((await browser.OpenAsync("/staff")).Status, (await other.OpenAsync("/staff")).Status));
        Assert.DoesNotContain(codes[0], (await browser.OpenAsync("/staff/account/two-factor")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await browser.OpenAsync("/staff/account/two-factor")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_with_two_factor_requires_a_code_and_accepts_each_code_once()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (key, codes) = await app.EnableTwoFactorAsync(person);
        using var browser = app.Visitor();
        Assert.Equal((302, "/staff/login"), await StatusAndLocationAsync(browser, "/staff/login/code"));

        var passwordAccepted = await browser.SubmitAsync(
            await browser.OpenAsync("/staff/login?returnUrl=%2Fstaff%2Fcheck-in"), "main form", ("Email", person.Email!),
            ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal((303, "/staff/login/code?returnUrl=%2Fstaff%2Fcheck-in"), (passwordAccepted.Status, passwordAccepted.Location));
        Assert.Equal(302, (await browser.OpenAsync("/staff")).Status);
        var form = await browser.OpenAsync(passwordAccepted.Location!);
        Assert.Equal(400, (await browser.SubmitAsync(form, "main form", ("Code", Authenticator.WrongCode(key)))).Status);
        Assert.Equal(400, (await browser.SubmitAsync(form, "main form", ("Code", ""))).Status);
        Assert.Equal(302, (await browser.OpenAsync("/staff")).Status);
        var code = Authenticator.Code(key);
        var done = await browser.SubmitAsync(form, "main form", ("Code", code));
        Assert.Equal((303, "/staff/check-in"), (done.Status, done.Location));
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
        Assert.Equal((302, "/staff/login"), await StatusAndLocationAsync(browser, "/staff/login/code"));

        // A code cannot be replayed by another browser. A recovery code works once.
        using var second = app.Visitor();
        await second.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        var secondForm = await second.OpenAsync("/staff/login/code");
        Assert.Equal(400, (await second.SubmitAsync(secondForm, "main form", ("Code", code))).Status);
        Assert.Equal(303, (await second.SubmitAsync(secondForm, "main form", ("Code", codes[0].ToLowerInvariant()))).Status);
        using var third = app.Visitor();
        await third.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(400, (await third.SubmitAsync(await third.OpenAsync("/staff/login/code"), "main form", ("Code", codes[0]))).Status);
    }

    [Fact]
    public async Task Code_guesses_are_throttled_and_a_correct_password_does_not_reset_the_count()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await BookingFlowApp.StartAsync(clock);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (key, _) = await app.EnableTwoFactorAsync(person);
        using var browser = app.Visitor();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(303, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
            Assert.Equal(400, (await GuessAsync()).Status);
        }

        Assert.Equal(400, (await GuessAsync()).Status);
        var throttled = await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.Code(key)));
        Assert.Equal((429, "15"), (throttled.Status, throttled.Header("Retry-After")));
        Assert.Equal(429, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(
            303, (await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.Code(key)))).Status);

        async Task<BrowserResponse> GuessAsync() =>
            await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.WrongCode(key)));
    }

    [Fact]
    public async Task A_pending_second_factor_ends_when_the_password_changes_or_the_account_is_disabled()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        await app.EnableTwoFactorAsync(person);
        using var browser = app.Visitor();
        await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(200, (await browser.OpenAsync("/staff/login/code")).Status);
        await app.Database.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "another")));
        Assert.Equal(302, (await browser.OpenAsync("/staff/login/code")).Status);

        await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(200, (await browser.OpenAsync("/staff/login/code")).Status);
        await app.Database.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.DisabledAt, app.Now)));
        Assert.Equal(302, (await browser.OpenAsync("/staff/login/code")).Status);
    }

    [Fact]
    public async Task Disabling_two_factor_requires_the_password()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (key, _) = await app.EnableTwoFactorAsync(person);
        using var browser = app.Visitor();
        await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.Code(key)));
        var form = await browser.OpenAsync("/staff/account/two-factor");
        Assert.Equal(400, (await browser.SubmitAsync(form, "main form", ("Password", "not this one"))).Status);
        Assert.True((await app.StaffUserAsync(person.Id)).TwoFactorEnabled);
        Assert.Equal(303, (await browser.SubmitAsync(form, "main form", ("Password", BookingFlowApp.StaffPassword))).Status);
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
        Assert.False((await app.StaffUserAsync(person.Id)).TwoFactorEnabled);
    }

    private static async Task<NoScriptBrowser> SignedInAsync(BookingFlowApp app, StaffUser person)
    {
        var browser = app.Visitor();
        Assert.Equal("/staff", (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Location);
        return browser;
    }

    private static async Task<(int, string?)> StatusAndLocationAsync(NoScriptBrowser browser, string path)
    {
        var page = await browser.OpenAsync(path);
        return (page.Status, page.Location);
    }
}
