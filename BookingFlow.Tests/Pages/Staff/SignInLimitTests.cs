using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>
/// Others on the network of the venue, which has one address, neither use up the attempts of those who know a password nor get more of their own.
/// </summary>
public sealed class SignInLimitTests
{
    private const string DeviceCookie = "bookingflow.staff.device";

    private static (string Key, string Value)[] Limits { get; } =
        [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "30"), ("RateLimits:PerClientWindow", "01:00:00")];

    [Fact]
    public async Task Bare_POSTs_do_not_use_up_the_count_of_those_who_open_the_form()
    {
        await using var app = await StartAsync(Limits);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var attacker = app.Visitor();
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(400, (await attacker.PostAsync("/staff/login", ("Email", person.Email!), ("Password", "Wrong-password-1!"))).Status);
        }

        Assert.Equal(429, (await attacker.PostAsync("/staff/login")).Status);
        using var steward = app.Visitor();
        Assert.Equal(303, (await steward.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task Bare_POSTs_do_not_use_up_the_count_of_an_email_address()
    {
        await using var app = await StartAsync([.. Limits, ("RateLimits:PerEmail", "1"), ("RateLimits:PerEmailWindow", "01:00:00")]);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var attacker = app.Visitor();
        Assert.Equal(400, (await attacker.PostAsync(
            $"/performances/{performance.Id}/reserve", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "1"))).Status);

        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "ada@visitors.example")).Status);
    }

    [Fact]
    public async Task A_device_that_signed_in_before_is_not_slowed_down_by_others_of_its_network()
    {
        await using var app = await StartAsync(Limits);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var steward = app.Visitor();
        await SignInAndOutAsync(steward, person);

        // With forms that it has opened, and for the steward's account as for others.
        using var attacker = app.Visitor();
        for (var i = 0; i < 40; i++)
        {
            await attacker.SignInAsync(i % 2 == 0 ? person.Email! : $"{i}@staff.example", "Wrong-password-1!");
        }

        Assert.Equal(429, (await attacker.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        using var newDevice = app.Visitor();
        Assert.Equal(429, (await newDevice.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await steward.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task A_known_device_has_a_count_of_wrong_passwords_and_cannot_guess_more()
    {
        await using var app = await StartAsync(Limits);
        var (person, colleague) = (await app.AddStaffAsync(StaffRoles.Door), await app.AddStaffAsync(StaffRoles.Door));
        using var device = app.Visitor();
        await SignInAndOutAsync(device, person);
        for (var i = 0; i < SignInThrottle.FreeAttempts; i++)
        {
            Assert.Equal(400, (await device.SignInAsync(person.Email!, "Wrong-password-1!")).Status);
            Assert.Equal(400, (await device.SignInAsync(colleague.Email!, "Wrong-password-1!")).Status);
        }

        Assert.Equal(429, (await device.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        // The colleague never signed in on this device, so the attempts counted for the network.
        using var other = app.Visitor();
        Assert.Equal(429, (await other.SignInAsync(colleague.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await other.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_password_and_a_forged_cookie_make_the_device_unknown(bool isForged)
    {
        await using var app = await StartAsync(Limits);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var device = app.Visitor();
        await SignInAndOutAsync(device, person);
        if (isForged)
        {
            var cookie = device.Cookies.GetCookies(new Uri($"{app.Address}/staff"))[DeviceCookie]!;
            cookie.Value = cookie.Value[..^8] + "AAAAAAAA";
        }
        else
        {
            var link = await app.AddPasswordLinkAsync(person.Id);
            using var mailbox = app.Visitor();
            await mailbox.SubmitAsync(await mailbox.OpenAsync(link), "main form", ("NewPassword", BookingFlowApp.StaffPassword));
        }

        using var attacker = app.Visitor();
        for (var i = 0; i < SignInThrottle.FreeAttempts; i++)
        {
            await attacker.SignInAsync(person.Email!, "Wrong-password-1!");
        }

        Assert.Equal(429, (await device.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task The_step_with_the_code_counts_for_the_known_device_too()
    {
        await using var app = await StartAsync(Limits);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (_, codes) = await app.EnableTwoFactorAsync(person);
        using var device = app.Visitor();
        await device.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(303, (await device.SubmitAsync(await device.OpenAsync("/staff/login/code"), "main form", ("Code", codes[0]))).Status);
        using var attacker = app.Visitor();
        for (var i = 0; i < 31; i++)
        {
            await attacker.SignInAsync(person.Email!, "Wrong-password-1!");
        }

        Assert.Equal(303, (await device.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await device.SubmitAsync(await device.OpenAsync("/staff/login/code"), "main form", ("Code", codes[1]))).Status);
        Assert.Equal(200, (await device.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task The_cookie_of_the_device_is_HttpOnly_Lax_long_lived_and_for_staff_pages_only()
    {
        await using var app = await StartAsync([("Proxies:Known:0", "127.0.0.0/8"), ("Proxies:Known:1", "::1")]);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var login = await browser.OpenAsync("/staff/login");
        var request = new HttpRequestMessage(HttpMethod.Post, "/staff/login")
        {
            Content = new FormUrlEncodedContent(
                NoScriptBrowser.Fields(login, "main form", ("Email", person.Email!), ("Password", BookingFlowApp.StaffPassword))
                    .Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("X-Forwarded-Proto", "https");

        var cookie = (await browser.SendAsync(request)).Response.Headers.GetValues("Set-Cookie")
            .Single(text => text.StartsWith($"{DeviceCookie}=", StringComparison.Ordinal));

        Assert.EndsWith("; max-age=15552000; path=/staff; secure; samesite=lax; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(cookie.Length < 600);
    }

    [Fact]
    public async Task A_shared_device_remembers_the_last_ten_accounts()
    {
        await using var app = await StartAsync([("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1000")]);
        using var tablet = app.Visitor();
        var people = new List<StaffUser>();
        for (var i = 0; i < 11; i++)
        {
            people.Add(await app.AddStaffAsync(StaffRoles.Door));
            await SignInAndOutAsync(tablet, people[i]);
        }

        using var attacker = app.Visitor();
        foreach (var person in people)
        {
            for (var i = 0; i < SignInThrottle.FreeAttempts; i++)
            {
                await attacker.SignInAsync(person.Email!, "Wrong-password-1!");
            }
        }

        Assert.Equal(429, (await tablet.SignInAsync(people[0].Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await tablet.SignInAsync(people[1].Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await tablet.SignInAsync(people[10].Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.True(tablet.Cookies.GetCookies(new Uri($"{app.Address}/staff"))[DeviceCookie]!.Value.Length < 1500);
    }

    /// <summary>With a stopped clock: on a busy machine, a wait of the throttle would be over before the test has gone on.</summary>
    private static Task<BookingFlowApp> StartAsync((string Key, string Value)[] settings) =>
        BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()), settings);

    private static async Task SignInAndOutAsync(NoScriptBrowser browser, StaffUser person)
    {
        Assert.Equal(303, (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
        Assert.Equal(303, (await browser.SubmitAsync(await browser.OpenAsync("/staff/logout"), "main form")).Status);
    }
}
