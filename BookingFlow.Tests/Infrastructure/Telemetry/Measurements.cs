using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>Sums and tags of collected measurements.</summary>
public static class Measurements
{
    public static int Total(this MetricCollector<int> collector) => collector.GetMeasurementSnapshot().EvaluateAsCounter();

    /// <summary>Returns the tags of each measurement as text, in the order of their names.</summary>
    public static IEnumerable<string> Tags<T>(this MetricCollector<T> collector)
        where T : struct => collector.GetMeasurementSnapshot()
        .Select(
            measurement =>
                string.Join(' ', measurement.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")));
}
