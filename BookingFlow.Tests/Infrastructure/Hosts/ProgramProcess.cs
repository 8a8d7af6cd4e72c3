using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// Runs the program as a separate process, as in production, so that it can be killed at any time and started again on the same database.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ProgramProcess(Process process, string address)
    {
        (_process, Address) = (process, address);
        _process.OutputDataReceived += AppendOutput;
        _process.ErrorDataReceived += AppendOutput;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The address it listens on, without a trailing slash.</summary>
    public string Address { get; }

    /// <summary>Standard output and standard error so far.</summary>
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

    /// <summary>Returns a local address with a free port.</summary>
    public static string FreeAddress() => $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts the program in the Development environment on a free port and waits until it is ready.</summary>
    public static Task<ProgramProcess> StartAsync(TemporaryDatabase database, params (string Key, string Value)[] settings) =>
        StartAtAsync(FreeAddress(), database, settings);

    /// <summary>Starts the program at a given address, such as that of a node behind a proxy, and waits until it is ready.</summary>
    public static async Task<ProgramProcess> StartAtAsync(string address, TemporaryDatabase database, params (string Key, string Value)[] settings)
    {
        var program = new ProgramProcess(
            Launch(["--urls", address], [("ConnectionStrings:BookingFlow", database.ConnectionString), ("Demo:Season", "false"), .. settings]),
            address);
        await program.WaitUntilReadyAsync();
        return program;
    }

    /// <summary>Runs the program with command-line arguments to its end and returns its exit code and output.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] settings) =>
        RunAsync(arguments, input: "", settings);

    /// <summary>Runs the program with command-line arguments and text on standard input, and returns its exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string input, params (string Key, string Value)[] settings)
    {
        using var process = Launch(arguments, settings);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }

    /// <summary>Runs the program to its end, and returns standard output and standard error apart.</summary>
    /// <param name="runner">Program and arguments that run it, such as another clock; empty: it runs directly.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunApartAsync(
        string[] runner, string[] arguments, params (string Key, string Value)[] settings)
    {
        using var process = Launch(arguments, settings, runner);
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, output[0], output[1]);
    }

    /// <summary>Runs the program with command-line arguments, and kills it as soon as a condition holds, if it has not ended before.</summary>
    public static async Task RunUntilAsync(Func<bool> condition, string[] arguments, params (string Key, string Value)[] settings)
    {
        using var process = Launch(arguments, settings);
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.HasExited && !condition())
        {
            await Task.Yield();
        }

        process.Kill();
        await process.WaitForExitAsync();
        await output;
    }

    /// <summary>Ends the program by SIGKILL, without a chance to finish or flush anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM, as systemd or a container host does, and waits until the program has begun to shut down.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await WaitForOutputAsync("Application is shutting down");
    }

    /// <summary>Waits until the output contains a text at least a number of times.</summary>
    public Task WaitForOutputAsync(string text, int times = 1) =>
        Eventually.AssertAsync(() => Task.FromResult(CountInOutput(text) >= times), $"the program logged {text}");

    /// <summary>Counts the occurrences of a text in the output so far.</summary>
    public int CountInOutput(string text) => Output.Split(text).Length - 1;

    /// <summary>Waits until the program has exited and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It is still running after the timeout.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        await _process.WaitForExitAsync().WaitAsync(timeout);
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

    private static Process Launch(string[] arguments, (string Key, string Value)[] settings, params string[] runner)
    {
        string[] command = [.. runner, "dotnet", Path.Combine(AppContext.BaseDirectory, "BookingFlow.Web.dll"), .. arguments];
        var startInfo = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        startInfo.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // The program optimises its code soon (docs/performance.md), which takes a quarter of the processor time of one that ends
        // after seconds. Hexadecimal milliseconds.
        startInfo.Environment["DOTNET_TC_CallCountingDelayMs"] = "3E8";
        foreach (var (key, value) in settings)
        {
            startInfo.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(startInfo)!;
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
                using var response = await http.GetAsync("/health/ready");
                if (response.IsSuccessStatusCode)
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

    private void AppendOutput(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }
}
