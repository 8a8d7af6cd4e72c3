using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Servers;

/// <summary>A server in its own process; disposing kills it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int MaxOutputLines = 100;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2), PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly Queue<string?> _output = new();

    private ServerProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _process.OutputDataReceived += KeepLine;
        _process.ErrorDataReceived += KeepLine;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Time from starting the process to its first 200 response.</summary>
    public TimeSpan TimeToFirstPage { get; private set; }

    /// <summary>Total processor time of the process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Current working set in MB.</summary>
    public double WorkingSetMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    /// <summary>Starts a server on a free port and waits until its home page returns 200.</summary>
    /// <param name="program">The published program's DLL.</param>
    /// <param name="settings">Settings, passed as environment variables; a colon in a name becomes two underscores.</param>
    /// <exception cref="InvalidOperationException">The process ended or did not respond within two minutes.</exception>
    public static async Task<ServerProcess> StartAsync(
        FileInfo program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var startInfo = new ProcessStartInfo("dotnet", [program.FullName, .. arguments, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = program.DirectoryName,
        };
        startInfo.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            startInfo.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(startInfo)!;
        var server = new ServerProcess(process, address);
        try
        {
            await server.WaitForFirstPageAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.TimeToFirstPage = Stopwatch.GetElapsedTime(start);
        return server;
    }

    /// <summary>The last lines of the process's output, for error messages.</summary>
    public string LastOutput
    {
        get
        {
            lock (_output)
            {
                return string.Join(Environment.NewLine, _output);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task WaitForFirstPageAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StartTimeout && !_process.HasExited)
        {
            try
            {
                using var visitor = new Visitor(Address);
                (await visitor.GetAsync("/")).Expect(200);
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(PollInterval);
        }

        throw new InvalidOperationException($"A server did not start: {LastOutput}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void KeepLine(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.Enqueue(line.Data);
            while (_output.Count > MaxOutputLines)
            {
                _output.Dequeue();
            }
        }
    }
}
