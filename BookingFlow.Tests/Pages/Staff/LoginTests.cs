using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff;

public sealed class LoginTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("/staff/check-in", "/staff/check-in")]
    [InlineData("/check-in/abc?x=1", "/check-in/abc?x=1")]
    [InlineData("", "/staff")]
    [InlineData("//evil.example", "/staff")]
    [InlineData("/\\evil.example", "/staff")]
    [InlineData("https://evil.example/", "/staff")]
    [InlineData("evil.example", "/staff")]
    [InlineData("javascript:alert(1)", "/staff")]
    [InlineData("/\t/evil.example", "/staff")]
    [InlineData("\\\\evil.example", "/staff")]
    public async Task After_signing_in_one_is_led_back_into_this_house_and_never_out_of_it(string wanted, string led)
    {
        var app = shared.App;
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var login = await browser.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(wanted)}");
        var done = await browser.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal(303, done.Status);
        Assert.Equal(led, done.Location);
    }

    [Fact]
    public async Task Unknown_people_wrong_passwords_accounts_without_one_and_those_switched_off_are_all_answered_the_same()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        var (invited, disabled) = (await app.AddStaffAsync(StaffRoles.Door), await app.AddStaffAsync(StaffRoles.Door));
        await app.Database.ReadAsync(
            db => db.Users.Where(u => u.Id == invited.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        await app.Database.ReadAsync(
            db => db.Users.Where(u => u.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.DisabledAt, app.Now)));
        using var browser = app.Visitor();
        var unknown = await browser.SignInAsync("nobody@staff.example", "Some-password-1!");
        foreach (var (email, password) in new[]
        {
            (person.Email!, "Wrong-password-1!"), (invited.Email!, BookingFlowApp.StaffPassword), (disabled.Email!, BookingFlowApp.StaffPassword),
            (disabled.Email!, "Wrong-password-1!"), (person.Email!, ""), ("", ""),
        })
        {
            var told = await browser.SignInAsync(email, password);
            Assert.Equal(400, told.Status);
            Assert.Equal(unknown.Text, told.Text);
            Assert.Equal(unknown.Document.QuerySelectorAll("main input").Length, told.Document.QuerySelectorAll("main input").Length);
            Assert.DoesNotContain("password-1!", told.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_guesses_has_to_wait_for_known_and_unknown_people_alike_however_the_address_is_written(bool known)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await BookingFlowApp.StartAsync(clock, Proxied);
        var email = known ? (await app.AddStaffAsync(StaffRoles.Door)).Email! : "nobody@staff.example";
        using var browser = app.Visitor();
        foreach (var spelling in new[] { email, email.ToUpperInvariant(), " " + email, email + "  ", email })
        {
            Assert.Equal(400, (await browser.SignInAsync(spelling, "Wrong-password-1!")).Status);
        }

        foreach (var spelling in new[] { email, email.ToUpperInvariant(), $" {email} " })
        {
            var refused = await browser.SignInAsync(spelling, BookingFlowApp.StaffPassword);
            Assert.Equal((429, "15"), (refused.Status, refused.Header("Retry-After")));
            Assert.Contains(app.Words()["Failure.TooManyRequests.Title"], refused.Text, StringComparison.Ordinal);
            Assert.Equal(spelling, refused.Find("#Email").GetAttribute("value"));
        }

        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(known ? 303 : 400, (await browser.SignInAsync(email, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task A_stranger_who_guesses_all_evening_does_not_keep_the_steward_out()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: Proxied);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var stranger = app.Visitor();
        for (var i = 0; i < 20; i++)
        {
            await stranger.SignInAsync(person.Email!, "Wrong-password-1!", from: "198.51.100.7");
        }

        Assert.Equal(429, (await stranger.SignInAsync(person.Email!, BookingFlowApp.StaffPassword, from: "198.51.100.7")).Status);
        using var steward = app.Visitor();
        Assert.Equal(303, (await steward.SignInAsync(person.Email!, BookingFlowApp.StaffPassword, from: "192.0.2.1")).Status);
    }

    private static (string Key, string Value)[] Proxied { get; } = [("Proxies:Known:0", "127.0.0.0/8"), ("Proxies:Known:1", "::1")];

    [Fact]
    public async Task Looking_at_the_sign_out_page_signs_nobody_out_and_pressing_its_button_does()
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();
        var page = await steward.OpenAsync("/staff/logout");
        Assert.Equal(200, (await steward.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await steward.SubmitAsync(page, "main form")).Status);
        Assert.Equal(302, (await steward.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task The_jobs_are_for_administrators_alone_wherever_they_come_from()
    {
        var app = shared.App;
        using var stranger = app.Visitor();
        Assert.Equal(302, (await stranger.OpenAsync("/staff/jobs")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, (await browser.OpenAsync("/staff/jobs")).Status);
        }
    }
}
