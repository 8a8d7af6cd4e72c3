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
    public async Task Sign_in_redirects_only_to_local_return_urls(string returnUrl, string expected)
    {
        var app = shared.App;
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var login = await browser.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var done = await browser.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal(303, done.Status);
        Assert.Equal(expected, done.Location);
    }

    [Fact]
    public async Task Every_failed_sign_in_has_the_same_response()
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
            var response = await browser.SignInAsync(email, password);
            Assert.Equal(400, response.Status);
            Assert.Equal(unknown.Text, response.Text);
            Assert.Equal(unknown.Document.QuerySelectorAll("main input").Length, response.Document.QuerySelectorAll("main input").Length);
            Assert.DoesNotContain("password-1!", response.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failed_sign_ins_are_throttled_for_known_and_unknown_addresses_in_any_spelling(bool isKnown)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await BookingFlowApp.StartAsync(clock, BehindProxy);
        var email = isKnown ? (await app.AddStaffAsync(StaffRoles.Door)).Email! : "nobody@staff.example";
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
        Assert.Equal(isKnown ? 303 : 400, (await browser.SignInAsync(email, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task Throttling_one_client_does_not_lock_the_account_for_others()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: BehindProxy);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var attacker = app.Visitor();
        for (var i = 0; i < 20; i++)
        {
            await attacker.SignInAsync(person.Email!, "Wrong-password-1!", forwardedFor: "198.51.100.7");
        }

        Assert.Equal(429, (await attacker.SignInAsync(person.Email!, BookingFlowApp.StaffPassword, forwardedFor: "198.51.100.7")).Status);
        using var steward = app.Visitor();
        Assert.Equal(303, (await steward.SignInAsync(person.Email!, BookingFlowApp.StaffPassword, forwardedFor: "192.0.2.1")).Status);
    }

    private static (string Key, string Value)[] BehindProxy { get; } = [("Proxies:Known:0", "127.0.0.0/8"), ("Proxies:Known:1", "::1")];

    [Fact]
    public async Task Opening_the_sign_out_page_does_not_sign_out_and_submitting_it_does()
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();
        var page = await steward.OpenAsync("/staff/logout");
        Assert.Equal(200, (await steward.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await steward.SubmitAsync(page, "main form")).Status);
        Assert.Equal(302, (await steward.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task The_jobs_dashboard_is_for_administrators_only()
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        Assert.Equal(302, (await visitor.OpenAsync("/staff/jobs")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, (await browser.OpenAsync("/staff/jobs")).Status);
        }
    }
}
