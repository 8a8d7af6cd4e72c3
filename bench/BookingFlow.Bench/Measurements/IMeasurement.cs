using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench.Measurements;

/// <summary>One or several lines of the table that are measured together.</summary>
public interface IMeasurement
{
    /// <summary>What <c>--only</c> asks for.</summary>
    string Name { get; }

    /// <exception cref="Visiting.UnexpectedResponseException">Something answered wrongly, so there are no figures.</exception>
    Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench);
}
