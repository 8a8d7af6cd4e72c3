using BookingFlow.Web.Staff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A steward's device with the camera station open, behind a network cable that can be cut.</summary>
internal sealed class CameraStation : IAsyncDisposable
{
    private readonly IBrowser? _browser;
    private readonly IBrowserContext _context;

    private readonly Performance _performance;

    private CameraStation(IBrowser? browser, IBrowserContext context, NetworkCable cable, IPage page, StaffUser steward, Performance performance) =>
        (_browser, _context, Cable, Page, Steward, _performance) = (browser, context, cable, page, steward, performance);

    public NetworkCable Cable { get; }

    public IPage Page { get; private set; }

    /// <summary>The account that is signed in on the device.</summary>
    public StaffUser Steward { get; }

    /// <summary>The big word of the outcome, such as "Admit".</summary>
    public ILocator Outcome => Page.Locator("#outcome-word");

    public ILocator Connection => Page.Locator("#connection");

    /// <summary>What was scanned, latest first.</summary>
    public ILocator Log => Page.Locator("#log li");

    /// <summary>Opens the station for a performance in a browser of its own, whose camera sees a film, signed in as a new steward.</summary>
    /// <param name="bypassesPolicy">Whether a test may add scripts to the page, such as the accessibility scan.</param>
    public static async Task<CameraStation> OpenAsync(
        BookingFlowApp app, CameraFilm film, Performance performance, int width = ChromiumBrowser.Phone, int height = 844,
        bool bypassesPolicy = false)
    {
        var browser = await ChromiumBrowser.StartWithCameraAsync(film);
        return await OpenAsync(app, browser, await ChromiumBrowser.NewDeviceAsync(browser, width, height, bypassesPolicy), performance, "Dora");
    }

    /// <summary>Opens the station for a performance on a device without a camera, where parties are typed, signed in as a new steward.</summary>
    /// <param name="prepare">Called with the browser context before a page is opened.</param>
    public static async Task<CameraStation> OpenWithoutCameraAsync(
        BookingFlowApp app, ChromiumBrowser chromium, Performance performance, string steward = "Dora", Func<IBrowserContext, Task>? prepare = null)
    {
        var context = await chromium.WithPolicyAsync(ChromiumBrowser.Phone);
        if (prepare is not null)
        {
            await prepare(context);
        }

        return await OpenAsync(app, browser: null, context, performance, steward);
    }

    private static async Task<CameraStation> OpenAsync(
        BookingFlowApp app, IBrowser? browser, IBrowserContext context, Performance performance, string steward)
    {
        var cable = new NetworkCable(app);
        var person = await app.AddStaffAsync(StaffRoles.Door, steward);
        var station = new CameraStation(browser, context, cable, await context.NewPageAsync(), person, performance);
        await station.SignInAsync(person);
        // The service worker has kept the page.
        await station.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
        return station;
    }

    /// <summary>Signs in on this device and opens the station.</summary>
    public async Task SignInAsync(StaffUser steward)
    {
        await Page.GotoAsync($"{Cable.Address}/staff/login?returnUrl=/staff/check-in/camera?performance={_performance.Id}");
        Assert.Equal(200, await Page.SignInAsync(steward.Email!, BookingFlowApp.StaffPassword));
        await WaitUntilReadyAsync();
        await Expect(Connection).ToContainTextAsync("Online", new() { Timeout = 30_000 });
    }

    /// <summary>Closes the tab and opens the station in a new one.</summary>
    public async Task ReopenAsync()
    {
        await Page.CloseAsync();
        Page = await _context.NewPageAsync();
        await OpenAsync();
    }

    /// <summary>Opens the station in the same tab.</summary>
    public async Task OpenAsync()
    {
        await Page.GotoAsync($"{Cable.Address}/staff/check-in/camera?performance={_performance.Id}");
        await WaitUntilReadyAsync();
    }

    /// <summary>Cuts the network, as when the Wi-Fi fails, and waits until the station has noticed.</summary>
    public async Task GoOfflineAsync()
    {
        Cable.Cut();
        await Page.EvaluateAsync("() => dispatchEvent(new Event('offline'))");
        await Expect(Connection).ToContainTextAsync("Offline since", new() { Timeout = 15_000 });
    }

    /// <summary>Repairs the network, and lets the browser notice it.</summary>
    public async Task GoOnlineAsync()
    {
        Cable.Repair();
        await AskNowAsync();
    }

    /// <summary>Lets the station ask the server now instead of within four seconds.</summary>
    public Task AskNowAsync() => Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");

    /// <summary>Types a reference, as a steward does when the camera cannot read a code.</summary>
    public async Task FindAsync(string text)
    {
        await Page.GetByRole(AriaRole.Searchbox).FillAsync(text);
        await Page.Button("Find a party").ClickAsync();
    }

    /// <summary>Waits until a scan was answered.</summary>
    /// <param name="text">Part of its line in the log, such as "Admit · 2 people · Ada".</param>
    public Task WaitForScanAsync(string text) => Expect(Log.Filter(new() { HasText = text }).First).ToBeVisibleAsync(new() { Timeout = 30_000 });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await Cable.DisposeAsync();
    }

    private Task WaitUntilReadyAsync() => Expect(Page.Locator("html[data-ready=true]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
}
