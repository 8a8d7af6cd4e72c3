using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Privacy</c>.</summary>
public sealed class PrivacySettings
{
    /// <inheritdoc cref="Venue.RetentionDays"/>
    [Range(1, Limits.RetentionDays)]
    public int RetentionDays { get; set; } = Venue.DefaultRetentionDays;
}
