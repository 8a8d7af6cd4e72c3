using System.Globalization;

namespace BookingFlow.Web.Components;

/// <summary>How a stored time (UTC) is written for people: in the venue's time zone, in the language of the page.</summary>
public static class Moments
{
    /// <summary>Friday 27 November 2026; venerdì 27 novembre 2026; Freitag, 27. November 2026.</summary>
    public static string Day(this Venue venue, DateTime utc)
    {
        var day = venue.Local(utc);
        return day.ToString(Pattern(day.Day), CultureInfo.CurrentCulture);
    }

    /// <summary>November 2026; novembre 2026; noviembre de 2026.</summary>
    public static string Month(DateOnly month) =>
        month.ToString(CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "es" ? "MMMM 'de' yyyy" : "MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>20:00</summary>
    public static string Time(this Venue venue, DateTime utc) => venue.Local(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Friday 27 November 2026, 20:00</summary>
    public static string DayAndTime(this Venue venue, DateTime utc) => $"{venue.Day(utc)}, {venue.Time(utc)}";

    /// <summary>For the <c>datetime</c> attribute: with the offset of that day.</summary>
    public static string Machine(this Venue venue, DateTime utc) =>
        venue.Local(utc).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    // The long patterns of the framework leave the weekday out in some languages and the year's comma in others.
    private static string Pattern(int day) => CultureInfo.CurrentCulture.TwoLetterISOLanguageName switch
    {
        "de" => "dddd, d. MMMM yyyy",
        "es" => "dddd, d 'de' MMMM 'de' yyyy",
        "fr" when day == 1 => "dddd d'er' MMMM yyyy",
        _ => "dddd d MMMM yyyy",
    };
}
