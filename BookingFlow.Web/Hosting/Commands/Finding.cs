namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The result of one test of <c>selftest</c> or one check of <c>doctor</c>.</summary>
/// <param name="Test">What must be true.</param>
/// <param name="Detail">What was measured or what to do, or why it was skipped; without a full stop.</param>
public sealed record Finding(string Test, FindingOutcome Outcome, string Detail)
{
    public static Finding Of(string test, bool held, string detail) => new(test, held ? FindingOutcome.Held : FindingOutcome.Failed, detail);

    public static Finding Skipped(string test, string why) => new(test, FindingOutcome.Skipped, why);

    /// <summary>Prints a line for each finding, and how many failed.</summary>
    /// <returns>The exit code: 1 if one failed.</returns>
    public static int Print(IReadOnlyCollection<Finding> findings)
    {
        foreach (var (test, outcome, detail) in findings)
        {
            var word = outcome switch
            {
                FindingOutcome.Held => "held   ",
                FindingOutcome.Failed => "FAILED ",
                FindingOutcome.Skipped => "skipped",
            };
            Console.WriteLine($"{word}  {test}: {detail}.");
        }

        var failed = findings.Count(finding => finding.Outcome == FindingOutcome.Failed);
        Console.WriteLine(failed == 0 ? "Nothing failed." : $"{failed} of {findings.Count} failed.");
        return failed == 0 ? 0 : 1;
    }
}
