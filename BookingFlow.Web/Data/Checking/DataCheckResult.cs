namespace BookingFlow.Web.Data.Checking;

/// <summary>The result of one check of the stored data.</summary>
/// <param name="Rule">What must be true, as a sentence.</param>
/// <param name="Findings">Where it is not, with ids but without personal data; empty if it holds.</param>
public sealed record DataCheckResult(string Rule, IReadOnlyList<string> Findings)
{
    public bool Holds => Findings.Count == 0;
}
