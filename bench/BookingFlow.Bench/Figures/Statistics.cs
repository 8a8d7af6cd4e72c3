namespace BookingFlow.Bench.Figures;

/// <summary>The two figures that everything here is told in.</summary>
public static class Statistics
{
    /// <param name="values">In any order; at least one.</param>
    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The smallest value that so large a part of all values does not exceed (nearest rank): never one that was not measured.</summary>
    /// <param name="values">In any order; at least one.</param>
    /// <param name="part">Above 0 and up to 1: 0.99 is p99.</param>
    public static double Percentile(IReadOnlyCollection<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
