using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A visitor who asks for a wheelchair place with a companion, from the form to the scan, in a real browser without JavaScript.</summary>
public sealed class AccessPlacesTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task The_last_two_seats_are_kept_for_a_wheelchair_user_with_a_companion_and_the_door_knows()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(2).WithAccessPlaces(1, 1, releaseHours: 0));
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await page.GotoAsync($"{app.Address}/performances/{performance.Id}/reserve");
        await Expect(page.Locator("main")).ToContainTextAsync("Only a wheelchair place is left");
        Assert.Equal(409, await page.ReserveAsync("Bo", "bo@visitors.example", people: 2));

        await page.GetByLabel("I need a wheelchair place").CheckAsync();
        await page.GetByLabel("A companion comes with me").CheckAsync();
        Assert.Equal(200, await page.ReserveAsync("Ada Lovelace", "ada@visitors.example", people: 2));
        await page.GotoAsync(app.Address + await app.GetConfirmationLinkAsync());
        await Expect(page.Locator(".summary")).ToContainTextAsync("1 wheelchair place, 1 companion");
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm 2 seats")));
        await Expect(page.Locator(".ticket")).ToContainTextAsync("1 wheelchair place, 1 companion");
        var code = app.Address + VisitorSteps.CheckInPath(new Uri(page.Url).AbsolutePath);

        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        Assert.Equal(200, await page.SignInAsync("boxoffice@bookingflow.example"));
        Assert.Equal(200, await page.ScanAsync(code));

        await Expect(page.Headline("Admit")).ToBeVisibleAsync();
        await Expect(page.Locator(".outcome-access")).ToHaveTextAsync("1 wheelchair place, 1 companion");
        await page.GotoAsync($"{app.Address}/staff/check-in/list?performance={performance.Id}");
        await Expect(page.Locator(".paper-list")).ToContainTextAsync("1 wheelchair place, 1 companion");
    }
}
