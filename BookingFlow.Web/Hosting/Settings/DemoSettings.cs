namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Demo</c>.</summary>
public sealed class DemoSettings
{
    /// <summary>Whether a start in Development adds a demo season when there are no upcoming performances.</summary>
    public bool Season { get; set; }
}
