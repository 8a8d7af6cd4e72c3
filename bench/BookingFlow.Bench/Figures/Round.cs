namespace BookingFlow.Bench.Figures;

/// <summary>The figures of one round, of the program and of its baseline, in the same unit.</summary>
public sealed record Round(double Ours, double Baseline)
{
    public double Ratio => Ours / Baseline;
}
