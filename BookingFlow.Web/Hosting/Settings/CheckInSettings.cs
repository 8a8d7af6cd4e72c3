namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>CheckIn</c>.</summary>
public sealed class CheckInSettings
{
    /// <summary>How long before the start of a performance check-in opens; null: at any time before.</summary>
    public TimeSpan? OpensBefore { get; set; }

    /// <summary>How long after the start of a performance check-in closes; null: never.</summary>
    public TimeSpan? ClosesAfter { get; set; }
}
