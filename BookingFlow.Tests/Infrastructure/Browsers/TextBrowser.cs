using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Browsers;

/// <summary>
/// The text browser <c>w3m</c> in a pseudo-terminal, operated by keys. It has no JavaScript, style sheets or pictures.
/// </summary>
public sealed class TextBrowser : IAsyncDisposable
{
    // SaveKey is bound to a command that saves the page as text and then renames the file, so that it is never read half written.
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
        var startInfo = new ProcessStartInfo(script, ["-q", "-f", "-c", $"stty cols 100 rows 60; exec '{w3m}' '{address}'", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        startInfo.Environment["HOME"] = home.FullName;
        startInfo.Environment["TERM"] = "xterm";
        startInfo.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(startInfo)!;

        // The terminal output is not used, but a full pipe would block the process.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new TextBrowser(process, home, screen);
    }

    /// <summary>Waits until the page contains a text; fails after about a minute.</summary>
    /// <returns>The whole page as text, including what is below the visible screen.</returns>
    public async Task<string> WaitForTextAsync(string text)
    {
        var page = "";
        for (var i = 0; i < 120; i++)
        {
            File.Delete(_screen);
            await TypeAsync($"{SaveKey}");
            for (var wait = 0; wait < 10 && !File.Exists(_screen); wait++)
            {
                await Task.Delay(50);
            }

            if (File.Exists(_screen) && (page = await File.ReadAllTextAsync(_screen)).Contains(text, StringComparison.Ordinal))
            {
                return page;
            }
        }

        Assert.Fail($"w3m does not show “{text}”, but: {page}");
        return "";
    }

    /// <summary>Opens an address.</summary>
    public Task OpenAsync(string address) => TypeAsync($"U{EraseLine}{address}{Enter}");

    /// <summary>Searches for a link or button by its text, from the top of the page, and presses Enter on it.</summary>
    /// <param name="pattern">A regular expression of w3m, in which <c>^</c> and <c>$</c> match the ends of a line.</param>
    public Task PressAsync(string pattern) => TypeAsync($"g/{pattern}{Enter}{Enter}");

    /// <summary>Fills in the field that follows a label.</summary>
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
