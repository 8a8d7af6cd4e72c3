using System.Globalization;

namespace BookingFlow.Bench.Figures;

/// <summary>What a figure is to reach.</summary>
/// <param name="Bound">In the unit of the figure.</param>
/// <param name="IsAtLeast">True: the bound or more; false: the bound or less.</param>
public sealed record Requirement(double Bound, bool IsAtLeast)
{
    public static Requirement AtLeast(double bound) => new(bound, IsAtLeast: true);

    public static Requirement AtMost(double bound) => new(bound, IsAtLeast: false);

    public bool IsReachedBy(double value) => IsAtLeast ? value >= Bound : value <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsAtLeast ? "≥" : "≤")} {Bound:0.##}");
}
