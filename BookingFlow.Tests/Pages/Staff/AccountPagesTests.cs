using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>What everybody does with the own account.</summary>
public sealed class AccountPagesTests
{
    [Fact]
    public async Task A_new_password_keeps_this_session_and_ends_the_others()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var here = await SignedInAsync(app, person);
        using var there = await SignedInAsync(app, person);
        var link = await app.PasswordLinkAsync(person.Id);

        var form = await here.OpenAsync("/staff/account");
        var wrong = await here.SubmitAsync(form, "form.form--password", ("Password", "not this one"), ("NewPassword", "a long password"));
        Assert.Equal(400, wrong.Status);
        Assert.NotEqual("", wrong.Find("#Password-message").TextContent);
        Assert.Equal(200, (await there.OpenAsync("/staff")).Status);
        Assert.Equal(
            303,
            (
                await here.SubmitAsync(
                    form, "form.form--password", ("Password", BookingFlowApp.StaffPassword), ("NewPassword", "a long password"))).Status);

        Assert.Equal((200, 302), ((await here.OpenAsync("/staff")).Status, (await there.OpenAsync("/staff")).Status));
        Assert.Equal(410, (await there.OpenAsync(link)).Status);
        Assert.Equal(400, (await there.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await there.SignInAsync(person.Email!, "a long password")).Status);
    }

    [Fact]
    public async Task Whoever_finds_an_open_browser_cannot_guess_the_password_there()
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
    public async Task The_own_name_is_what_colleagues_read_and_nobody_gives_themselves_a_role()
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
    public async Task Two_factor_is_scanned_or_typed_proved_by_a_code_and_asked_for_ever_after()
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

        var wrong = await browser.SubmitAsync(page, "main form", ("Code", Authenticator.WrongCode(key)));
        Assert.Equal(400, wrong.Status);
        // The phone has scanned already: the same key is asked for again.
        Assert.Equal(key, wrong.Find("code.key").TextContent.Replace(" ", ""));
        Assert.False((await app.PersonAsync(person.Id)).TwoFactorEnabled);

        var on = await browser.SubmitAsync(wrong, "main form", ("Code", Authenticator.Code(key)));
        Assert.Equal(200, on.Status);
        var codes = on.Document.QuerySelectorAll(".codes code").Select(code => code.TextContent).ToList();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal((200, 302), ((await browser.OpenAsync("/staff")).Status, (await other.OpenAsync("/staff")).Status));
        Assert.DoesNotContain(codes[0], (await browser.OpenAsync("/staff/account/two-factor")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await browser.OpenAsync("/staff/account/two-factor")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_password_the_code_is_asked_and_only_then_is_one_in()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (key, codes) = await app.WithTwoFactorAsync(person);
        using var browser = app.Visitor();
        Assert.Equal((302, "/staff/login"), await SeenAsync(browser, "/staff/login/code"));

        var asked = await browser.SubmitAsync(
            await browser.OpenAsync("/staff/login?returnUrl=%2Fstaff%2Fcheck-in"), "main form", ("Email", person.Email!),
            ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal((303, "/staff/login/code?returnUrl=%2Fstaff%2Fcheck-in"), (asked.Status, asked.Location));
        Assert.Equal(302, (await browser.OpenAsync("/staff")).Status);
        var form = await browser.OpenAsync(asked.Location!);
        Assert.Equal(400, (await browser.SubmitAsync(form, "main form", ("Code", Authenticator.WrongCode(key)))).Status);
        Assert.Equal(400, (await browser.SubmitAsync(form, "main form", ("Code", ""))).Status);
        Assert.Equal(302, (await browser.OpenAsync("/staff")).Status);
        var code = Authenticator.Code(key);
        var done = await browser.SubmitAsync(form, "main form", ("Code", code));
        Assert.Equal((303, "/staff/check-in"), (done.Status, done.Location));
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
        Assert.Equal((302, "/staff/login"), await SeenAsync(browser, "/staff/login/code"));

        // Whoever looked over the shoulder: the same code does not open a second time; a recovery code does, once.
        using var second = app.Visitor();
        await second.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        var again = await second.OpenAsync("/staff/login/code");
        Assert.Equal(400, (await second.SubmitAsync(again, "main form", ("Code", code))).Status);
        Assert.Equal(303, (await second.SubmitAsync(again, "main form", ("Code", codes[0].ToLowerInvariant()))).Status);
        using var third = app.Visitor();
        await third.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(400, (await third.SubmitAsync(await third.OpenAsync("/staff/login/code"), "main form", ("Code", codes[0]))).Status);
    }

    [Fact]
    public async Task Codes_cannot_be_guessed_faster_than_passwords_and_a_right_password_in_between_does_not_help()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await BookingFlowApp.StartAsync(clock);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (key, _) = await app.WithTwoFactorAsync(person);
        using var browser = app.Visitor();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(303, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
            Assert.Equal(400, (await GuessAsync()).Status);
        }

        Assert.Equal(400, (await GuessAsync()).Status);
        var slowed = await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.Code(key)));
        Assert.Equal((429, "15"), (slowed.Status, slowed.Header("Retry-After")));
        Assert.Equal(429, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(
            303, (await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.Code(key)))).Status);

        async Task<Place> GuessAsync() =>
            await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.WrongCode(key)));
    }

    [Fact]
    public async Task Between_password_and_code_a_new_password_or_being_switched_off_ends_the_way()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        await app.WithTwoFactorAsync(person);
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
    public async Task Two_factor_is_given_up_with_the_password()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (key, _) = await app.WithTwoFactorAsync(person);
        using var browser = app.Visitor();
        await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        await browser.SubmitAsync(await browser.OpenAsync("/staff/login/code"), "main form", ("Code", Authenticator.Code(key)));
        var form = await browser.OpenAsync("/staff/account/two-factor");
        Assert.Equal(400, (await browser.SubmitAsync(form, "main form", ("Password", "not this one"))).Status);
        Assert.True((await app.PersonAsync(person.Id)).TwoFactorEnabled);
        Assert.Equal(303, (await browser.SubmitAsync(form, "main form", ("Password", BookingFlowApp.StaffPassword))).Status);
        Assert.Equal(200, (await browser.OpenAsync("/staff")).Status);
        Assert.False((await app.PersonAsync(person.Id)).TwoFactorEnabled);
    }

    private static async Task<NoScriptBrowser> SignedInAsync(BookingFlowApp app, StaffUser person)
    {
        var browser = app.Visitor();
        Assert.Equal("/staff", (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Location);
        return browser;
    }

    private static async Task<(int, string?)> SeenAsync(NoScriptBrowser browser, string path)
    {
        var place = await browser.OpenAsync(path);
        return (place.Status, place.Location);
    }
}
