using System.Globalization;
using BookingFlow.Web.Domain;

namespace BookingFlow.Web.Components;

/// <summary>How a stored time (UTC) is written for people: in the venue's time zone, in the language of the page.</summary>
public static class Moments
{
    /// <summary>Friday 27 November 2026</summary>
    public static string Day(this Venue venue, DateTime utc) =>
        venue.Local(utc).ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>20:00</summary>
    public static string Time(this Venue venue, DateTime utc) => venue.Local(utc).ToString("HH:mm", CultureInfo.CurrentCulture);

    /// <summary>Friday 27 November 2026, 20:00</summary>
    public static string DayAndTime(this Venue venue, DateTime utc) => $"{venue.Day(utc)}, {venue.Time(utc)}";

    /// <summary>For the <c>datetime</c> attribute: with the offset of that day.</summary>
    public static string Machine(this Venue venue, DateTime utc) =>
        venue.Local(utc).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
