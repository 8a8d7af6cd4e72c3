using System.Globalization;

namespace BookingFlow.Bench.Figures;

/// <summary>The bound that a figure must reach.</summary>
/// <param name="Bound">In the unit of the figure.</param>
/// <param name="IsAtLeast">True for a lower bound, false for an upper bound; both inclusive.</param>
public sealed record Requirement(double Bound, bool IsAtLeast)
{
    public static Requirement AtLeast(double bound) => new(bound, IsAtLeast: true);

    public static Requirement AtMost(double bound) => new(bound, IsAtLeast: false);

    public bool IsReachedBy(double value) => IsAtLeast ? value >= Bound : value <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsAtLeast ? "≥" : "≤")} {Bound:0.##}");
}
