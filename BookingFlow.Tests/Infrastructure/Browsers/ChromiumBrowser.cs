using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ChromiumBrowser))]

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>
/// Chromium, started on first use and shared by all tests. Each test creates its own context, with its own cookies, and disposes of it.
/// <see cref="Requirements.Chromium"/> decides whether a test is skipped or fails on a machine without a browser.
/// </summary>
public sealed class ChromiumBrowser : IAsyncDisposable
{
    /// <summary>Viewport widths in CSS pixels.</summary>
    public const int SmallPhone = 320, Phone = 390, Desktop = 1280;

    // Disables background requests, so that the browser talks to the program only.
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
        // Production requires a public host name; map it to this machine.
        "--host-resolver-rules=MAP *.theatre.example 127.0.0.1",
    ];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(() => StartAsync(Switches));
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _startedWithoutPictures = new(
        () => StartAsync([.. Switches, "--blink-settings=imagesEnabled=false"]));

    /// <summary>Creates a context with JavaScript disabled, which the program must not need.</summary>
    public Task<IBrowserContext> WithoutScriptAsync(int width) => NewContextAsync(_started, width, script: false);

    /// <summary>Creates a context with JavaScript and all pictures disabled, including those in data URLs.</summary>
    public Task<IBrowserContext> WithoutPicturesAsync(int width) => NewContextAsync(_startedWithoutPictures, width, script: false);

    /// <summary>
    /// Creates a context with JavaScript, for accessibility scans that inject a script. The pages' content security policy is bypassed, because it
    /// would block that script. Not for tests of what users do.
    /// </summary>
    /// <param name="language">Preferred language of the browser.</param>
    public Task<IBrowserContext> WithScriptAsync(int width, string language = "en-GB") => NewContextAsync(_started, width, script: true, language);

    /// <summary>Starts a browser whose camera sees a film. The browser runs scripts as the pages' content security policy allows.</summary>
    /// <returns>The browser, to be disposed of, for contexts by <see cref="NewDeviceAsync"/>.</returns>
    public static async Task<IBrowser> StartWithCameraAsync(CameraFilm film)
    {
        var (_, browser) = await StartAsync(
        [
            .. Switches, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film.File}",
        ]);
        return browser;
    }

    /// <summary>Creates a context that runs scripts as the pages' content security policy allows: a device of its own, without a camera.</summary>
    public async Task<IBrowserContext> WithPolicyAsync(int width) =>
        await NewDeviceAsync((await _started.Value).Browser, width, height: 844, bypassesPolicy: false);

    /// <summary>Creates a context that runs scripts: a device of its own, with the camera of the browser.</summary>
    /// <param name="bypassesPolicy">Whether the content security policy is bypassed, so that a test can add scripts.</param>
    public static Task<IBrowserContext> NewDeviceAsync(IBrowser browser, int width, int height, bool bypassesPolicy) =>
        browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Permissions = ["camera"],
            BypassCSP = bypassesPolicy,
            Locale = "en-GB",
        });

    /// <summary>Creates a context with JavaScript in which the pages' content security policy applies, as for users.</summary>
    public Task<IBrowserContext> WithScriptAndPolicyAsync(int width) => NewContextAsync(_started, width, script: true, bypassPolicy: false);

    public async ValueTask DisposeAsync()
    {
        foreach (var started in new[] { _started, _startedWithoutPictures }.Where(
            started => started.IsValueCreated && started.Value.IsCompletedSuccessfully))
        {
            var (driver, browser) = await started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<IBrowserContext> NewContextAsync(
        Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> started, int width, bool script, string language = "en-GB",
        bool bypassPolicy = true)
    {
        var (_, browser) = await started.Value;
        return await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width > 600 ? 900 : 844 },
            JavaScriptEnabled = script,
            BypassCSP = script && bypassPolicy,
            ColorScheme = ColorScheme.Light,
            Locale = language,
        });
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync(string[] switches)
    {
        var executable = Requirements.Chromium();
        var driver = await Playwright.CreateAsync();
        // As long as the other waits of the driver, instead of 5 s, which a page may take while all cores are busy.
        Assertions.SetDefaultExpectTimeout(30_000);
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = switches }));
    }
}
