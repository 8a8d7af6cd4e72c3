using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ChromiumBrowser))]

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>
/// A real browser, one for all tests, started when the first test asks for it. A test gets a context of its own, which
/// is a person's browser with its own cookies, and disposes it. Whether a machine without a browser skips or fails
/// such a test is decided by <see cref="Requirements"/>.
/// </summary>
public sealed class ChromiumBrowser : IAsyncDisposable
{
    /// <summary>Widths of a small phone, a usual phone and a desk, in CSS pixels.</summary>
    public const int SmallPhone = 320, Phone = 390, Desktop = 1280;

    // Nothing that phones home: the tests talk to the program alone.
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
        // A house in Production has a name of its own, which here is this machine.
        "--host-resolver-rules=MAP *.theatre.example 127.0.0.1",
    ];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(() => StartAsync(Switches));
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _withoutPictures = new(
        () => StartAsync([.. Switches, "--blink-settings=imagesEnabled=false"]));

    /// <summary>The browser of a visitor or of staff: script is off, as the whole program must work without.</summary>
    public Task<IBrowserContext> WithoutScriptAsync(int width) => NewContextAsync(_started, width, script: false);

    /// <summary>The same, of somebody who saves on pictures: not even those that stand in the page itself are shown.</summary>
    public Task<IBrowserContext> WithoutPicturesAsync(int width) => NewContextAsync(_withoutPictures, width, script: false);

    /// <summary>
    /// A browser with script, for examiners that bring their own: nothing that a person does may be tested in it. The
    /// pages' own content security policy is set aside, or it would keep the examiner out, too.
    /// </summary>
    /// <param name="language">What the browser asks for.</param>
    public Task<IBrowserContext> WithScriptAsync(int width, string language = "en-GB") => NewContextAsync(_started, width, script: true, language);

    public async ValueTask DisposeAsync()
    {
        foreach (var started in new[] { _started, _withoutPictures }.Where(
            started => started.IsValueCreated && started.Value.IsCompletedSuccessfully))
        {
            var (driver, browser) = await started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<IBrowserContext> NewContextAsync(
        Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> started, int width, bool script, string language = "en-GB")
    {
        var (_, browser) = await started.Value;
        return await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = width > 600 ? 900 : 844 },
            JavaScriptEnabled = script,
            BypassCSP = script,
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
