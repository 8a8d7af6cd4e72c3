using System.Diagnostics;
using BookingFlow.Bench.Figures;

namespace BookingFlow.Bench.Visiting;

/// <summary>What came of many people doing the same at the same time, each doing the next as soon as the last is answered.</summary>
/// <param name="Took">From the start of the first to the end of the last.</param>
/// <param name="Milliseconds">How long each answer took.</param>
public sealed record Rush(TimeSpan Took, IReadOnlyCollection<double> Milliseconds)
{
    public double PerSecond => Milliseconds.Count / Took.TotalSeconds;

    /// <param name="part">0.99 is p99.</param>
    public double Percentile(double part) => Statistics.Percentile(Milliseconds, part);

    /// <summary>For so long; whoever has begun by then is waited for.</summary>
    /// <param name="act">One thing that somebody does: how long the answer took.</param>
    public static Task<Rush> ForAsync(TimeSpan duration, IReadOnlyList<Visitor> people, Func<Visitor, Task<TimeSpan>> act)
    {
        var start = Stopwatch.GetTimestamp();
        return RunAsync(people, async (i, took) =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                took.Add((await act(people[i])).TotalMilliseconds);
            }
        });
    }

    /// <summary>Until everything is done: to each person belongs a share of the work.</summary>
    /// <param name="shares">As many as there are people.</param>
    /// <param name="act">One piece of work: how long the answer took.</param>
    public static Task<Rush> OverAsync<T>(
        IReadOnlyList<Visitor> people, IReadOnlyList<IEnumerable<T>> shares, Func<Visitor, T, Task<TimeSpan>> act) =>
        RunAsync(people, async (i, took) =>
        {
            foreach (var piece in shares[i])
            {
                took.Add((await act(people[i], piece)).TotalMilliseconds);
            }
        });

    /// <summary>Deals work out like cards.</summary>
    public static IReadOnlyList<IEnumerable<T>> Deal<T>(IReadOnlyList<T> work, int people) =>
        [.. Enumerable.Range(0, people).Select(i => work.Where((_, place) => place % people == i).ToList())];

    private static async Task<Rush> RunAsync(IReadOnlyList<Visitor> people, Func<int, List<double>, Task> act)
    {
        var took = people.Select(_ => new List<double>()).ToList();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(people.Select((_, i) => Task.Run(() => act(i, took[i]))));
        return new Rush(Stopwatch.GetElapsedTime(start), [.. took.SelectMany(t => t)]);
    }
}
