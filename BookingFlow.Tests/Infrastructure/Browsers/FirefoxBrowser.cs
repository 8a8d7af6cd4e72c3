using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookingFlow.Tests.Data.Upgrades;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>
/// Firefox as Debian ships it, without a window, with JavaScript switched off in its preferences, worked by its keys
/// alone. It is asked what stands on a page over WebDriver BiDi, which needs no script of a page and no driver beside it.
/// </summary>
public sealed partial class FirefoxBrowser : IAsyncDisposable
{
    private const string Loaded = "browsingContext.load";

    // No script; and nothing that phones home: the tests talk to the program alone.
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
    private BidiConnection _connection = null!;
    private string _tab = "";

    private FirefoxBrowser(Process process, DirectoryInfo home) => (_process, _home) = (process, home);

    /// <summary>As it calls itself.</summary>
    public string Version { get; private set; } = "";

    public static async Task<FirefoxBrowser> StartAsync()
    {
        var executable = Requirements.Firefox();
        var home = Directory.CreateTempSubdirectory("bookingflow-firefox-");
        await File.WriteAllLinesAsync(Path.Combine(home.FullName, "user.js"), Preferences);
        var order = new ProcessStartInfo(executable, ["--headless", "--no-remote", "--profile", home.FullName, "--remote-debugging-port", "0", "--width", "1280", "--height", "900"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        order.Environment["HOME"] = home.FullName;
        var firefox = new FirefoxBrowser(Process.Start(order)!, home);
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

    /// <summary>Types an address.</summary>
    public Task OpenAsync(string address) => AskAsync("browsingContext.navigate", new { context = _tab, url = address, wait = "complete" });

    /// <summary>How many elements of the page are chosen by a selector.</summary>
    public async Task<int> CountAsync(string selector) => (await FindAsync(selector)).Length;

    /// <summary>The words of the first element that is chosen, with all white space as single spaces; "" where there is none.</summary>
    public async Task<string> TextAsync(string selector) =>
        await FindAsync(selector) is [var node, ..] ? WhiteSpace().Replace(Words(node), " ").Trim() : "";

    /// <summary>Presses Tab until an element that is chosen has the focus; fails where a hundred times do not lead to one.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await CountAsync($":is({selector}):focus") > 0)
            {
                return;
            }

            await TypeAsync("\uE004");
        }

        Assert.Fail($"By Tab alone nobody comes to {selector} in Firefox.");
    }

    /// <summary>Presses these keys, one after the other.</summary>
    public Task TypeAsync(string keys) => AskAsync("input.performActions", new
    {
        context = _tab,
        actions = new[]
        {
            new { type = "key", id = "keyboard", actions = keys.SelectMany(key => new[] { new { type = "keyDown", value = $"{key}" }, new { type = "keyUp", value = $"{key}" } }) },
        },
    });

    /// <summary>Presses Enter, and waits for the page that it leads to.</summary>
    public async Task EnterAsync()
    {
        var before = _connection.Happened(Loaded);
        await TypeAsync("\uE007");
        await Eventually.Async(() => Task.FromResult(_connection.Happened(Loaded) > before), "Firefox came to another page");
    }

    /// <summary>The whole page as a picture.</summary>
    public async Task<byte[]> ScreenshotAsync() =>
        Convert.FromBase64String((await AskAsync("browsingContext.captureScreenshot", new { context = _tab, origin = "document" }))["data"]!.GetValue<string>());

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
        Match heard;
        do
        {
            var line = await _process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1))
                ?? throw new InvalidOperationException("Firefox ended before it could be reached.");
            heard = Listening().Match(line);
        }
        while (!heard.Success);

        // What it goes on to say is of no use, but a full pipe would stop it.
        _process.BeginOutputReadLine();
        _ = _process.StandardError.ReadToEndAsync();
        _connection = await BidiConnection.OpenAsync(new Uri(heard.Value + "/session"));
        var session = await AskAsync("session.new", new { capabilities = new { } });
        Version = session["capabilities"]!["browserVersion"]!.GetValue<string>();
        await AskAsync("session.subscribe", new { events = new[] { Loaded } });
        _tab = (await AskAsync("browsingContext.create", new { type = "tab" }))["context"]!.GetValue<string>();
    }

    private Task<JsonNode> AskAsync(string method, object parameters) => _connection.AskAsync(method, parameters);

    private async Task<JsonNode[]> FindAsync(string selector) =>
        [.. (await AskAsync("browsingContext.locateNodes", new { context = _tab, locator = new { type = "css", value = selector }, serializationOptions = new { maxDomDepth = 20 } }))["nodes"]!.AsArray().OfType<JsonNode>()];

    private static string Words(JsonNode node) => node["value"]?["nodeValue"]?.GetValue<string>()
        ?? string.Concat((node["value"]?["children"]?.AsArray() ?? []).OfType<JsonNode>().Select(Words));

    [GeneratedRegex(@"ws://\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WhiteSpace();
}
