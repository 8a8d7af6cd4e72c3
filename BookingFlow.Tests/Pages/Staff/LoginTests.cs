using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff;

public sealed class LoginTests
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
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var login = await browser.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(wanted)}");
        var done = await browser.SubmitAsync(login, "main form", ("Email", person.Email!), ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal(303, done.Status);
        Assert.Equal(led, done.Location);
    }

    [Fact]
    public async Task Unknown_people_wrong_passwords_and_resting_accounts_are_all_answered_the_same_and_the_rest_ends()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var unknown = await SignInAsync("nobody@staff.example", "Some-password-1!");
        for (var i = 0; i < 4; i++)
        {
            AssertSame(unknown, await SignInAsync(person.Email!, "Wrong-password-1!"));
        }

        Assert.Null(await LockoutEndAsync());
        AssertSame(unknown, await SignInAsync(person.Email!, "Wrong-password-1!"));
        Assert.InRange((await LockoutEndAsync())!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        AssertSame(unknown, await SignInAsync(person.Email!, BookingFlowApp.StaffPassword));

        // Five minutes later: the clock that counts them is the machine's own, so the end is moved instead.
        await using (var db = app.Database.CreateDbContext())
        {
            (await db.Users.SingleAsync()).LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1);
            await db.SaveChangesAsync();
        }

        Assert.Equal(303, (await SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);

        async Task<Place> SignInAsync(string email, string password) =>
            await browser.SubmitAsync(await browser.OpenAsync("/staff/login"), "main form", ("Email", email), ("Password", password));

        Task<DateTimeOffset?> LockoutEndAsync() => app.Database.ReadAsync(db => db.Users.Select(u => u.LockoutEnd).SingleAsync());

        void AssertSame(Place expected, Place told)
        {
            Assert.Equal(400, told.Status);
            Assert.Equal(expected.Text, told.Text);
            Assert.Equal(expected.Document.QuerySelectorAll("main input").Length, told.Document.QuerySelectorAll("main input").Length);
            Assert.DoesNotContain("password-1!", told.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Looking_at_the_sign_out_page_signs_nobody_out_and_pressing_its_button_does()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var steward = await app.StaffAsync();
        var page = await steward.OpenAsync("/staff/logout");
        Assert.Equal(200, (await steward.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await steward.SubmitAsync(page, "main form")).Status);
        Assert.Equal(302, (await steward.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task The_jobs_are_for_administrators_alone_wherever_they_come_from()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var stranger = app.Visitor();
        Assert.Equal(302, (await stranger.OpenAsync("/staff/jobs")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, (await browser.OpenAsync("/staff/jobs")).Status);
        }
    }
}
