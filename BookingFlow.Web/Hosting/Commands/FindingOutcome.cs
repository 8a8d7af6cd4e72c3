namespace BookingFlow.Web.Hosting.Commands;

/// <summary>The outcome of a <see cref="Finding"/>.</summary>
public enum FindingOutcome
{
    Held,
    Failed,

    /// <summary>There is no such thing here, or it could not be asked.</summary>
    Skipped,
}
