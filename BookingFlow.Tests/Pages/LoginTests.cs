using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Pages;

public sealed class LoginTests
{
    [Fact]
    public async Task An_unknown_person_a_wrong_password_and_a_locked_account_are_answered_alike()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var dora = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var wrong = await SignInAsync(browser, dora.Email!, "not it");
        var unknown = await SignInAsync(browser, "nobody@staff.example", "not it");
        for (var i = 0; i < 6; i++)
        {
            await SignInAsync(browser, dora.Email!, "not it");
        }

        var locked = await SignInAsync(browser, dora.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal((400, 400, 400), (wrong.Status, unknown.Status, locked.Status));
        Assert.Equal(wrong.Text, unknown.Text);
        Assert.Equal(wrong.Text, locked.Text);
    }

    [Fact]
    public async Task Four_wrong_passwords_are_forgiven()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var dora = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        for (var i = 0; i < 4; i++)
        {
            await SignInAsync(browser, dora.Email!, "not it");
        }

        Assert.Equal(303, (await SignInAsync(browser, dora.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Theory]
    [InlineData("/staff/check-in", "/staff/check-in")]
    [InlineData("", "/staff")]
    [InlineData("//evil.example", "/staff")]
    [InlineData("/\\evil.example", "/staff")]
    [InlineData("https://evil.example", "/staff")]
    [InlineData("javascript:alert(1)", "/staff")]
    public async Task After_signing_in_nobody_is_sent_out_of_the_house(string wanted, string reached)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var dora = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var form = await browser.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(wanted)}");
        var done = await browser.SubmitAsync(form, "main form", ("Email", dora.Email!), ("Password", BookingFlowApp.StaffPassword));
        Assert.Equal((303, reached), (done.Status, done.Location));
    }

    [Fact]
    public async Task Looking_at_the_way_out_signs_nobody_out_and_pressing_the_button_does()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var dora = await app.StaffAsync();
        var way = await dora.OpenAsync("/staff/logout");
        Assert.Equal(200, (await dora.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await dora.SubmitAsync(way, "main form")).Status);
        Assert.Equal(302, (await dora.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task The_jobs_are_for_administrators_alone_wherever_they_come_from()
    {
        await using var app = await BookingFlowApp.StartAsync();
        Assert.Equal(302, (await app.Visitor().OpenAsync("/staff/jobs")).Status);
        Assert.Equal(403, (await (await app.StaffAsync(StaffRoles.Door)).OpenAsync("/staff/jobs")).Status);
        Assert.Equal(403, (await (await app.StaffAsync(StaffRoles.BoxOffice)).OpenAsync("/staff/jobs")).Status);
        Assert.Equal(200, (await (await app.StaffAsync(StaffRoles.Administrator)).OpenAsync("/staff/jobs")).Status);
    }

    private static async Task<Place> SignInAsync(NoScriptBrowser browser, string email, string password)
    {
        var told = await browser.SubmitAsync(await browser.OpenAsync("/staff/login"), "main form", ("Email", email), ("Password", password));
        return told;
    }
}
