using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A volunteer's phone from its pairing to the end of it, in a real browser without JavaScript.</summary>
public sealed class VolunteerDeviceTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task A_phone_that_reads_the_code_at_the_box_office_checks_in_under_the_volunteers_name_until_it_is_ended()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var performance = await app.AddAsync(app.APerformanceTonight());
        var code = app.Address + VisitorSteps.CheckInPath(
            await app.AddTicketAsync(new AReservation().For(performance).OfParty(2).Confirmed(app.Now).Build()));
        await using var desks = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var desk = await desks.NewPageAsync();
        await desk.GotoAsync(app.Address + "/staff/login");
        Assert.Equal(200, await desk.SignInAsync("boxoffice@bookingflow.example"));
        await desk.GotoAsync($"{app.Address}/staff/performances/{performance.Id}");
        Assert.Equal(200, await desk.FollowAsync(desk.Link("Paired devices")));
        var devices = desk.Url;
        Assert.Equal(200, await desk.FollowAsync(desk.Button("Pair a device")));

        await using var phones = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var phone = await phones.NewPageAsync();
        await phone.GotoAsync(Assert.Single(await QrReader.ReadAsync(await desk.ScreenshotAsync())));
        Assert.Equal(400, await phone.FollowAsync(phone.Button("Start check-in")));
        await phone.GetByLabel("Volunteer’s name").FillAsync("Nora");
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Start check-in")));
        Assert.Equal(200, await phone.ScanAsync(code));
        await Expect(phone.Headline("Admit")).ToBeVisibleAsync();
        Assert.Equal(409, await phone.ScanAsync(code));
        await Expect(phone.Locator("main")).ToContainTextAsync("Nora (Bea Novak)");

        await desk.GotoAsync(devices);
        await Expect(desk.Locator("tbody th")).ToHaveTextAsync("Nora");
        Assert.Equal(200, await desk.FollowAsync(desk.Button("End now")));
        await phone.ScanAsync(code);
        await Expect(phone.Headline("This device is no longer paired")).ToBeVisibleAsync();
    }
}
