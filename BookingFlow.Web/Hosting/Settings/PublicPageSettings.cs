namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>PublicPages</c>.</summary>
public sealed class PublicPageSettings
{
    /// <summary>Whether public pages are served from the output cache (docs/decisions/0029).</summary>
    public bool Cached { get; set; }
}
