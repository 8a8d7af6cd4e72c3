using System.Diagnostics;

namespace BookingFlow.Bench.BareLoops;

/// <summary>One after the other, as fast as it goes.</summary>
public static class BareLoop
{
    /// <returns>How many a second.</returns>
    public static double PerSecond<T>(IReadOnlyCollection<T> work, Action<T> act)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var piece in work)
        {
            act(piece);
        }

        return work.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
