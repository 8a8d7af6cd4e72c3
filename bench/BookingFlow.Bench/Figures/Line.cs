namespace BookingFlow.Bench.Figures;

/// <summary>One line of the table.</summary>
/// <param name="Row">Which row of the requirements it answers, such as <c>3</c> or <c>5b</c>.</param>
/// <param name="What">What is measured, in words.</param>
/// <param name="Unit">Empty for a ratio; else <c>ms</c>, <c>s</c>, <c>/s</c> or <c>MB</c>.</param>
/// <param name="Rounds">The value of each round, in the order in which they were measured; at least one.</param>
/// <param name="Requirement">Held against the median; null: for orientation only.</param>
/// <param name="Absolutely">The absolute figures behind it: orientation, true of one machine on one day.</param>
public sealed record Line(string Row, string What, string Unit, IReadOnlyList<double> Rounds, Requirement? Requirement, string Absolutely)
{
    public double Median => Statistics.Median(Rounds);

    public double Minimum => Rounds.Min();

    public double Maximum => Rounds.Max();

    /// <summary>Null where nothing is required.</summary>
    public bool? IsReached => Requirement?.IsReachedBy(Median);
}
