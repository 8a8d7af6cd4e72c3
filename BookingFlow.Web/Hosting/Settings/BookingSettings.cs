using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Booking</c>.</summary>
public sealed class BookingSettings
{
    /// <summary>The address that visitors use. Null only in Development, where links use the address that the program listens on.</summary>
    [WebAddress("a bare web address such as https://tickets.theatre.example, without a path")]
    public Uri? PublicBaseUrl { get; set; }

    /// <inheritdoc cref="BookingRules.ConfirmationLifetime"/>
    public TimeSpan ConfirmationLifetime { get; set; }

    /// <inheritdoc cref="BookingRules.MaxPartySize"/>
    [Range(1, Limits.PartySize)]
    public int MaxPartySize { get; set; }
}
