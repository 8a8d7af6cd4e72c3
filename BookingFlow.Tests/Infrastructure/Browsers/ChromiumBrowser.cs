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
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = switches }));
    }
}
