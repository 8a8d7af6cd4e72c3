using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Venue</c>.</summary>
public sealed class VenueSettings
{
    [Required]
    public string Name { get; set; } = "";

    /// <summary>A name from the IANA time zone database, such as <c>Europe/Rome</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "";

    /// <summary>The venue's default language: one of <see cref="Domain.Languages.OfVisitors"/>.</summary>
    [Required]
    public string Language { get; set; } = "";
}
