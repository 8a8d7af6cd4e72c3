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

    /// <inheritdoc cref="RequestedMailLimits" path="/param[@name='ToMailbox']"/>
    [Range(1, 1_000_000)]
    public int PerEmailAndDay { get; set; }

    /// <inheritdoc cref="RequestedMailLimits" path="/param[@name='ToKnownMailbox']"/>
    [Range(1, 1_000_000)]
    public int PerKnownEmailAndDay { get; set; }

    /// <inheritdoc cref="RequestedMailLimits" path="/param[@name='FromNetwork']"/>
    [Range(1, 1_000_000)]
    public int PerClientAndHour { get; set; }

    /// <inheritdoc cref="RequestedMailLimits" path="/param[@name='FromNetworkToKnown']"/>
    [Range(1, 1_000_000)]
    public int PerClientAndHourToKnownEmail { get; set; }

    /// <summary>The limits that are counted in the database.</summary>
    public RequestedMailLimits ToRequestedMailLimits() => Enabled
        ? new(PerEmailAndDay, PerKnownEmailAndDay, PerClientAndHour, PerClientAndHourToKnownEmail)
        : RequestedMailLimits.None;
}
