namespace BookingFlow.Bench.Figures;

/// <summary>What one round measured of the one and of the other, in the same unit.</summary>
public sealed record Round(double Ours, double Yardstick)
{
    public double Ratio => Ours / Yardstick;
}
