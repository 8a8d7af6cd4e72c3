namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>PublicPageCaching</c>.</summary>
public sealed class PublicPageSettings
{
    /// <summary>Whether public pages are answered from the output cache (docs/decisions/0029).</summary>
    public bool Cached { get; set; }
}
