using System.Diagnostics;

namespace BookingFlow.Bench.BareLoops;

/// <summary>Runs an action on work items sequentially, as a baseline.</summary>
public static class BareLoop
{
    /// <summary>Returns the number of items per second.</summary>
    public static double PerSecond<T>(IReadOnlyCollection<T> work, Action<T> action)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var item in work)
        {
            action(item);
        }

        return work.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
