namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The result of one test of <c>selftest</c>.</summary>
/// <param name="Test">What must be true.</param>
/// <param name="Detail">What was measured, or why it was skipped.</param>
public sealed record SelfTestResult(string Test, SelfTestOutcome Outcome, string Detail)
{
    public static SelfTestResult Of(string test, bool held, string detail) =>
        new(test, held ? SelfTestOutcome.Held : SelfTestOutcome.Failed, detail);

    public static SelfTestResult Skipped(string test, string why) => new(test, SelfTestOutcome.Skipped, why);
}
