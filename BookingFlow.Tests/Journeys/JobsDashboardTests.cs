using BookingFlow.Web.Staff;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>The dashboard of the job server is the only part of the program that needs script.</summary>
public sealed class JobsDashboardTests(ChromiumBrowser chromium, SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task An_administrator_triggers_a_job_and_no_page_of_the_dashboard_breaks_its_policy()
    {
        var app = shared.App;
        var person = await app.AddStaffAsync(StaffRoles.Administrator);
        await using var context = await chromium.WithScriptAndPolicyAsync(ChromiumBrowser.Desktop);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => errors.Add($"{page.Url}: {error}");
        await page.GotoAsync($"{app.Address}/staff/login?returnUrl=/staff/jobs/recurring");
        await page.GetByLabel("Email address").FillAsync(person.Email!);
        await page.GetByLabel("Password").FillAsync(BookingFlowApp.StaffPassword);
        await page.FollowAsync(page.Button("Sign in"));

        await page.Locator("tr", new() { HasText = "expire-reservations" }).Locator("input.js-jobs-list-checkbox").CheckAsync();
        var trigger = page.GetByRole(AriaRole.Button, new() { Name = "Trigger now" });
        var answered = page.WaitForResponseAsync(response => response.Request.Method == "POST");
        // The dashboard's script loads the page again after the answer.
        Assert.Equal(200, await page.FollowAsync(trigger));
        var answer = await answered;
        Assert.Equal(("/staff/jobs/recurring/trigger", 204), (new Uri(answer.Url).AbsolutePath, answer.Status));

        foreach (var path in new[]
        {
            "", "/jobs/enqueued", "/jobs/scheduled", "/jobs/processing", "/jobs/succeeded", "/jobs/failed", "/jobs/deleted", "/jobs/awaiting", "/retries",
            "/recurring", "/servers",
        })
        {
            var opened = (await page.GotoAsync($"{app.Address}/staff/jobs{path}"))!;
            Assert.Equal(200, opened.Status);
            Assert.Contains("script-src 'self' 'unsafe-inline'", opened.Headers["content-security-policy"], StringComparison.Ordinal);
        }

        Assert.Empty(errors);
    }
}
