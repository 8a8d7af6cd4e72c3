using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// The program as a process of its own, as a house runs it: it can be killed at any moment, with no word of farewell,
/// and started again on the same database.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ProgramProcess(Process process, string address)
    {
        (_process, Address) = (process, address);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>An address of this machine on which nobody listens.</summary>
    public static string FreeAddress() => $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts it in Development, on a free port, and waits until it is ready.</summary>
    public static Task<ProgramProcess> StartAsync(TemporaryDatabase database, params (string Key, string Value)[] settings) =>
        StartAtAsync(FreeAddress(), database, settings);

    /// <summary>Starts it where others expect it: a node whose place behind a proxy is known, or one that comes back.</summary>
    public static async Task<ProgramProcess> StartAtAsync(string address, TemporaryDatabase database, params (string Key, string Value)[] settings)
    {
        var program = new ProgramProcess(
            Launch(["--urls", address], [("ConnectionStrings:BookingFlow", database.ConnectionString), ("Demo:Season", "false"), .. settings]),
            address);
        await program.WaitUntilReadyAsync();
        return program;
    }

    /// <summary>Starts it with these arguments and waits for its end: the exit code and everything that it said.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] settings) =>
        RunAsync(arguments, input: "", settings);

    /// <param name="input">What it reads from its standard input.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string input, params (string Key, string Value)[] settings)
    {
        using var process = Launch(arguments, settings);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    /// <summary>SIGKILL: nothing is finished, flushed or said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as by systemd, a container's host or an upgrade. Returns when the program has begun to stop.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await WaitForOutputAsync("Application is shutting down");
    }

    /// <summary>Waits until the program has logged these words so many times.</summary>
    public Task WaitForOutputAsync(string words, int times = 1) =>
        Eventually.AssertAsync(() => Task.FromResult(Said(words) >= times), $"the program logged {words}");

    /// <summary>How often the program has logged these words.</summary>
    public int Said(string words) => Output.Split(words).Length - 1;

    /// <summary>Waits for an end that it comes to by itself: the exit code.</summary>
    /// <exception cref="TimeoutException">It was still running by then.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Process Launch(string[] arguments, (string Key, string Value)[] settings)
    {
        var order = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BookingFlow.Web.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        order.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in settings)
        {
            order.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(order)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        for (var i = 0; i < 600 && !_process.HasExited; i++)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"The program did not become ready: {Output}");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
