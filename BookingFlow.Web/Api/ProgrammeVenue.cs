using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>The venue, as other websites name it.</summary>
public sealed record ProgrammeVenue
{
    public required string Name { get; init; }

    [Description("Postal address, in one or more lines; null if not given.")]
    public required string? Address { get; init; }

    [Description("Name from the IANA time zone database, such as Europe/Rome. Days are days there.")]
    public required string TimeZone { get; init; }

    [Description("The accent colour of the venue's pages, such as #8a1c2b, dark enough for white text on it.")]
    public required string AccentColour { get; init; }

    [Description("Address of the page with all shows.")]
    public required Uri Link { get; init; }

    [Description("Address of the Atom feed of the upcoming shows.")]
    public required Uri Feed { get; init; }

    [Description("Address of the calendar (iCalendar) with all upcoming performances.")]
    public required Uri Calendar { get; init; }
}
