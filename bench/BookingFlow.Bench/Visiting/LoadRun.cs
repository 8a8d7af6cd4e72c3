using System.Diagnostics;
using BookingFlow.Bench.Figures;

namespace BookingFlow.Bench.Visiting;

/// <summary>Result of a load run: parallel visitors, each sending its next request as soon as the last one is answered.</summary>
/// <param name="Elapsed">From the start of the first request to the end of the last.</param>
/// <param name="Milliseconds">Response time of each request.</param>
public sealed record LoadRun(TimeSpan Elapsed, IReadOnlyCollection<double> Milliseconds)
{
    public double PerSecond => Milliseconds.Count / Elapsed.TotalSeconds;

    /// <param name="fraction">0.99 is p99.</param>
    public double Percentile(double fraction) => Statistics.Percentile(Milliseconds, fraction);

    /// <summary>Runs for a duration; requests in progress at its end are completed and counted.</summary>
    /// <param name="request">Sends one request and returns its response time.</param>
    public static Task<LoadRun> RunForAsync(TimeSpan duration, IReadOnlyList<Visitor> visitors, Func<Visitor, Task<TimeSpan>> request)
    {
        var start = Stopwatch.GetTimestamp();
        return RunAsync(visitors, async (i, milliseconds) =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                milliseconds.Add((await request(visitors[i])).TotalMilliseconds);
            }
        });
    }

    /// <summary>Runs until all work items are done.</summary>
    /// <param name="shares">The work items of each visitor; as many as <paramref name="visitors"/>.</param>
    /// <param name="request">Sends the request of one work item and returns its response time.</param>
    public static Task<LoadRun> RunWorkAsync<T>(
        IReadOnlyList<Visitor> visitors, IReadOnlyList<IEnumerable<T>> shares, Func<Visitor, T, Task<TimeSpan>> request) =>
        RunAsync(visitors, async (i, milliseconds) =>
        {
            foreach (var item in shares[i])
            {
                milliseconds.Add((await request(visitors[i], item)).TotalMilliseconds);
            }
        });

    /// <summary>Distributes work items among visitors, in turn.</summary>
    public static IReadOnlyList<IEnumerable<T>> Distribute<T>(IReadOnlyList<T> work, int visitors) =>
        [.. Enumerable.Range(0, visitors).Select(i => work.Where((_, index) => index % visitors == i).ToList())];

    private static async Task<LoadRun> RunAsync(IReadOnlyList<Visitor> visitors, Func<int, List<double>, Task> run)
    {
        var milliseconds = visitors.Select(_ => new List<double>()).ToList();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(visitors.Select((_, i) => Task.Run(() => run(i, milliseconds[i]))));
        return new LoadRun(Stopwatch.GetElapsedTime(start), [.. milliseconds.SelectMany(ofVisitor => ofVisitor)]);
    }
}
