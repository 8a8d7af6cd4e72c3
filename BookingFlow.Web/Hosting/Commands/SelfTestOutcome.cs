namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The outcome of one test of <c>selftest</c>.</summary>
public enum SelfTestOutcome
{
    Held,
    Failed,

    /// <summary>The database has no such thing, or the login may not do it.</summary>
    Skipped,
}
