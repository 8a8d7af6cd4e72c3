using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenQA.Selenium;
using OpenQA.Selenium.BiDi;
using OpenQA.Selenium.BiDi.BrowsingContext;
using OpenQA.Selenium.BiDi.Input;
using OpenQA.Selenium.BiDi.Script;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>Firefox without a window and with JavaScript disabled, operated by its keys alone.</summary>
/// <remarks>
/// Selenium's WebDriver BiDi client talks to Firefox directly: neither Debian nor NuGet has a geckodriver. Nothing here runs a script in the page.
/// Playwright's channel <c>moz-firefox</c> was tried; without JavaScript its expectations and screenshots wait forever.
/// </remarks>
public sealed partial class FirefoxBrowser : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    // Disables JavaScript and all requests except those to the program under test.
    private static readonly string[] Preferences =
    [
        """user_pref("javascript.enabled", false);""",
        """user_pref("intl.accept_languages", "en-GB, en");""",
        """user_pref("app.update.disabledForTesting", true);""",
        """user_pref("datareporting.policy.dataSubmissionEnabled", false);""",
        """user_pref("network.captive-portal-service.enabled", false);""",
        """user_pref("network.connectivity-service.enabled", false);""",
        """user_pref("services.settings.server", "http://127.0.0.1:1/");""",
    ];

    private readonly Process _process;
    private readonly DirectoryInfo _home;
    private IBiDi _connection = null!;
    private BrowsingContext _tab = null!;

    private FirefoxBrowser(Process process, DirectoryInfo home) => (_process, _home) = (process, home);

    public static async Task<FirefoxBrowser> StartAsync()
    {
        var executable = Requirements.Firefox();
        var home = Directory.CreateTempSubdirectory("bookingflow-firefox-");
        await File.WriteAllLinesAsync(Path.Combine(home.FullName, "user.js"), Preferences);
        string[] arguments =
        [
            "--headless", "--no-remote", "--profile", home.FullName, "--remote-debugging-port", "0", "--width", "1280", "--height", "900",
        ];
        var start = new ProcessStartInfo(executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home.FullName;
        var firefox = new FirefoxBrowser(Process.Start(start)!, home);
        try
        {
            await firefox.ConnectAsync();
            return firefox;
        }
        catch
        {
            await firefox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Navigates to an address and waits until the page is loaded.</summary>
    public Task OpenAsync(string address) => _tab.NavigateAsync(address, new() { Wait = ReadinessState.Complete });

    /// <summary>Counts the elements that a selector matches.</summary>
    public async Task<int> CountAsync(string selector) => (await FindAsync(selector)).Nodes.Length;

    /// <summary>Returns the text of the first element that a selector matches, with white space collapsed; "" if there is none.</summary>
    public async Task<string> TextAsync(string selector) =>
        (await FindAsync(selector)).Nodes is [var node, ..] ? WhiteSpace().Replace(Text(node), " ").Trim() : "";

    /// <summary>Presses Tab until an element that a selector matches has the focus; fails after a hundred key presses.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await CountAsync($":is({selector}):focus") > 0)
            {
                return;
            }

            await TypeAsync(Keys.Tab);
        }

        Assert.Fail($"In Firefox the Tab key does not reach {selector}.");
    }

    /// <summary>Presses keys one after the other.</summary>
    public Task TypeAsync(string keys)
    {
        var actions = keys.SelectMany(key => new IKeySourceAction[] { new KeyDownAction(key), new KeyUpAction(key) });
        return _tab.Input.PerformActionsAsync([new KeySourceActions("keyboard", [.. actions])]);
    }

    /// <summary>Presses Enter, and waits until the page that it leads to is loaded.</summary>
    public async Task EnterAsync()
    {
        await using var loads = await _tab.Load.StreamAsync();
        await TypeAsync(Keys.Enter);
        await loads.ReadAllAsync().FirstAsync().AsTask().WaitAsync(Timeout);
    }

    /// <summary>Takes a picture of the whole page.</summary>
    public async Task<byte[]> ScreenshotAsync() => (await _tab.CaptureScreenshotAsync(new() { Origin = ScreenshotOrigin.Document })).ToByteArray();

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task ConnectAsync()
    {
        Match listening;
        do
        {
            var line = await _process.StandardError.ReadLineAsync().WaitAsync(Timeout)
                ?? throw new InvalidOperationException("Firefox ended before it could be reached.");
            listening = Listening().Match(line);
        }
        while (!listening.Success);

        // The rest of the output is not used, but a full pipe would block the process.
        _process.BeginOutputReadLine();
        _ = _process.StandardError.ReadToEndAsync();
        _connection = await BiDi.ConnectAsync(new Uri(listening.Value + "/session"));
        await _connection.NewAsync(new());
        _tab = (await _connection.BrowsingContext.CreateAsync(ContextType.Tab)).Context;
    }

    private Task<LocateNodesResult> FindAsync(string selector) =>
        _tab.LocateNodesAsync(new CssLocator(selector), new() { SerializationOptions = new() { MaxDomDepth = 20 } });

    private static string Text(NodeRemoteValue node) => node.Value?.NodeValue ?? string.Concat((node.Value?.Children ?? []).Select(Text));

    [GeneratedRegex(@"ws://\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WhiteSpace();
}
