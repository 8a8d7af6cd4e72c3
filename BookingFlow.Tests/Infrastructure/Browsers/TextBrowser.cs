using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>
/// The browser <c>w3m</c> at a terminal of its own, as somebody sits before it: keys go in, and what it shows is read.
/// It knows no script, no style sheet and, here, no picture.
/// </summary>
public sealed class TextBrowser : IAsyncDisposable
{
    // Its own key for "save what is shown": through a pipe and under another name first, so that it is there whole or not at all.
    private const char SaveKey = '\u0014', EraseLine = '\u0015', NextField = '\t', Enter = '\r';

    private readonly Process _process;
    private readonly DirectoryInfo _home;
    private readonly string _screen;

    private TextBrowser(Process process, DirectoryInfo home, string screen) => (_process, _home, _screen) = (process, home, screen);

    public static async Task<TextBrowser> StartAsync(string address)
    {
        var (w3m, script) = (Requirements.W3m(), Requirements.Script());
        var home = Directory.CreateTempSubdirectory("bookingflow-w3m-");
        var screen = Path.Combine(home.FullName, "screen");
        var settings = home.CreateSubdirectory(".w3m").FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(settings, "config"),
            ["use_cookie 1", "accept_cookie 1", "wrap_search 1", "use_history 0", "display_image 0", "accept_language en"]);
        await File.WriteAllTextAsync(
            Path.Combine(settings, "keymap"), $"keymap ^T SAVE_SCREEN \"|cat > {screen}.new && mv {screen}.new {screen}\"\n");
        var order = new ProcessStartInfo(script, ["-q", "-f", "-c", $"stty cols 100 rows 60; exec '{w3m}' '{address}'", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        order.Environment["HOME"] = home.FullName;
        order.Environment["TERM"] = "xterm";
        order.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(order)!;

        // What it draws on the terminal is of no use, but a full pipe would stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new TextBrowser(process, home, screen);
    }

    /// <summary>Looks at the page until these words stand on it, at most a minute.</summary>
    /// <returns>The whole page as it is shown, below the screen's edge, too.</returns>
    public async Task<string> WaitForTextAsync(string words)
    {
        var seen = "nothing yet";
        for (var i = 0; i < 120; i++)
        {
            File.Delete(_screen);
            await TypeAsync($"{SaveKey}");
            for (var wait = 0; wait < 10 && !File.Exists(_screen); wait++)
            {
                await Task.Delay(50);
            }

            if (File.Exists(_screen) && (seen = await File.ReadAllTextAsync(_screen)).Contains(words, StringComparison.Ordinal))
            {
                return seen;
            }
        }

        Assert.Fail($"“{words}” did not come to stand in w3m, but this: {seen}");
        return "";
    }

    /// <summary>Types an address.</summary>
    public Task OpenAsync(string address) => TypeAsync($"U{EraseLine}{address}{Enter}");

    /// <summary>Searches words from the top of the page, and presses Enter on them: they are a link or a button.</summary>
    /// <param name="words">As a regular expression of w3m's: <c>^</c> and <c>$</c> are the ends of a line.</param>
    public Task PressAsync(string words) => TypeAsync($"g/{words}{Enter}{Enter}");

    /// <summary>Fills in the field after a label.</summary>
    public Task FillAsync(string label, string value) => TypeAsync($"g/{label}{Enter}{NextField}{Enter}{EraseLine}{value}{Enter}");

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }
}
