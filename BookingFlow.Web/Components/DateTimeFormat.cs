using System.Globalization;

namespace BookingFlow.Web.Components;

/// <summary>Formats UTC times in the venue's time zone and the current culture.</summary>
public static class DateTimeFormat
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

    /// <summary>ISO 8601 with the venue's offset on that day, for the <c>datetime</c> attribute.</summary>
    public static string Iso8601(this Venue venue, DateTime utc) =>
        venue.Local(utc).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    // The framework's long date patterns omit the weekday in some languages and add a comma before the year in others.
    private static string Pattern(int day) => CultureInfo.CurrentCulture.TwoLetterISOLanguageName switch
    {
        "de" => "dddd, d. MMMM yyyy",
        "es" => "dddd, d 'de' MMMM 'de' yyyy",
        "fr" when day == 1 => "dddd d'er' MMMM yyyy",
        _ => "dddd d MMMM yyyy",
    };
}
