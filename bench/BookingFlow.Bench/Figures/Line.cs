namespace BookingFlow.Bench.Figures;

/// <summary>A line of the result table. Its property names are the names in the JSON file.</summary>
/// <param name="Row">The row of the requirements, such as <c>3</c> or <c>5b</c>.</param>
/// <param name="What">Description of what is measured.</param>
/// <param name="Unit">Empty for a ratio; otherwise <c>ms</c>, <c>s</c>, <c>/s</c> or <c>MB</c>.</param>
/// <param name="Rounds">The value of each round, in order; at least one.</param>
/// <param name="Requirement">Compared with the median; null for a figure without a requirement.</param>
/// <param name="Absolutely">The absolute figures behind the ratio. They hold for one machine only.</param>
public sealed record Line(string Row, string What, string Unit, IReadOnlyList<double> Rounds, Requirement? Requirement, string Absolutely)
{
    public double Median => Statistics.Median(Rounds);

    public double Minimum => Rounds.Min();

    public double Maximum => Rounds.Max();

    /// <summary>Null without a requirement.</summary>
    public bool? IsReached => Requirement?.IsReachedBy(Median);
}
