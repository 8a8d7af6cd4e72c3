namespace BookingFlow.Bench.Figures;

/// <summary>Median and percentiles.</summary>
public static class Statistics
{
    /// <param name="values">In any order; at least one.</param>
    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Returns a percentile by the nearest-rank method, without interpolation, so that it is always a measured value.</summary>
    /// <param name="values">In any order; at least one.</param>
    /// <param name="fraction">Above 0 and up to 1: 0.99 is p99.</param>
    public static double Percentile(IReadOnlyCollection<double> values, double fraction)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(fraction * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
