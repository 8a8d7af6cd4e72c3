namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Demo</c>.</summary>
public sealed class DemoSettings
{
    /// <summary>Whether the program, when it starts in Development without upcoming performances, adds a demo season.</summary>
    public bool Season { get; set; }
}
