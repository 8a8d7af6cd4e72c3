using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Visitors who request one page repeatedly in parallel.</summary>
internal sealed class PageLoad : IDisposable
{
    /// <summary>Number of visitors; enough to keep two processors busy.</summary>
    public const int People = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private readonly ServerProcess _server;
    private readonly string _path;
    private readonly IReadOnlyList<Visitor> _visitors;
    private readonly List<double> _processorMilliseconds = [];

    private PageLoad(ServerProcess server, string path, long bytes)
    {
        (_server, _path, Bytes) = (server, path, bytes);
        _visitors = Visitor.CreateMany(People, server.Address);
    }

    /// <summary>The page's length; every response must have it.</summary>
    public long Bytes { get; }

    /// <summary>Whether any response came from a cache, which adds an Age header.</summary>
    public bool WasCached { get; private set; }

    /// <summary>The server's processor time per page in milliseconds; median of the rounds.</summary>
    public double ProcessorMilliseconds => Statistics.Median(_processorMilliseconds);

    /// <summary>Creates the visitors and warms the server up until .NET's tiered compilation has optimized the page's code.</summary>
    public static async Task<PageLoad> StartAsync(ServerProcess server, string path)
    {
        using var first = new Visitor(server.Address);
        var load = new PageLoad(server, path, (await first.ReadAsync(path)).Bytes);
        await LoadRun.RunForAsync(WarmUp, load._visitors, load.ReadAsync);
        return load;
    }

    /// <summary>Runs one round and returns the pages per second.</summary>
    public async Task<double> PagesPerSecondAsync(TimeSpan duration)
    {
        var before = _server.ProcessorTime;
        var run = await LoadRun.RunForAsync(duration, _visitors, ReadAsync);
        _processorMilliseconds.Add((_server.ProcessorTime - before).TotalMilliseconds / run.Milliseconds.Count);
        return run.PerSecond;
    }

    public void Dispose()
    {
        foreach (var visitor in _visitors)
        {
            visitor.Dispose();
        }
    }

    private async Task<TimeSpan> ReadAsync(Visitor visitor)
    {
        var (bytes, age, elapsed) = await visitor.ReadAsync(_path);
        WasCached |= age is not null;
        return bytes == Bytes ? elapsed : throw new UnexpectedResponseException($"{_path} has {bytes} bytes, not {Bytes}.");
    }
}
