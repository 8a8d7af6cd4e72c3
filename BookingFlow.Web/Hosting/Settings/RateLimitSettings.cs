using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>RateLimits</c>.</summary>
public sealed class RateLimitSettings
{
    public bool Enabled { get; set; }

    /// <summary>The most submissions of one form by one client network within <see cref="PerClientWindow"/>.</summary>
    [Range(1, 1_000_000)]
    public int PerClient { get; set; }

    public TimeSpan PerClientWindow { get; set; }

    /// <summary>The most reservations with one e-mail address within <see cref="PerEmailWindow"/>.</summary>
    [Range(1, 1_000_000)]
    public int PerEmail { get; set; }

    public TimeSpan PerEmailWindow { get; set; }
}
