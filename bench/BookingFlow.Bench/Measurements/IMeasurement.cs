using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench.Measurements;

/// <summary>Measures one or several lines of the table.</summary>
public interface IMeasurement
{
    /// <summary>The name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Runs the measurement.</summary>
    /// <exception cref="Visiting.UnexpectedResponseException">A response or result was wrong, so the figures are invalid.</exception>
    Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench);
}
