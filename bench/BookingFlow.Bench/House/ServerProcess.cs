using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.House;

/// <summary>A server as a process of its own, from its start to its end.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), BetweenTries = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly Queue<string?> _said = new();

    private ServerProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>From the order to start it to the first page that it answered with 200.</summary>
    public TimeSpan TimeToFirstPage { get; private set; }

    /// <summary>All the time that processors have spent on it so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds in the machine at this moment (working set), in MB.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    /// <summary>Starts it on a free port and waits until its front page answers.</summary>
    /// <param name="program">The published program's dll.</param>
    /// <param name="settings">By environment; a colon in a name is written as two underscores.</param>
    public static async Task<ServerProcess> StartAsync(
        FileInfo program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var order = new ProcessStartInfo("dotnet", [program.FullName, .. arguments, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = program.DirectoryName,
        };
        order.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            order.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(order)!;
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

    /// <summary>What it said last, for whoever wonders what went wrong.</summary>
    public string LastWords
    {
        get
        {
            lock (_said)
            {
                return string.Join(Environment.NewLine, _said);
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
        while (Stopwatch.GetElapsedTime(start) < Patience && !_process.HasExited)
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

            await Task.Delay(BetweenTries);
        }

        throw new InvalidOperationException($"A server did not start: {LastWords}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.Enqueue(line.Data);
            while (_said.Count > LinesKept)
            {
                _said.Dequeue();
            }
        }
    }
}
