namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>CheckIn</c>.</summary>
public sealed class CheckInSettings
{
    /// <summary>How long before the start the doors open; null: any time before.</summary>
    public TimeSpan? OpensBefore { get; set; }

    /// <summary>How long after the start the doors close; null: never.</summary>
    public TimeSpan? ClosesAfter { get; set; }
}
