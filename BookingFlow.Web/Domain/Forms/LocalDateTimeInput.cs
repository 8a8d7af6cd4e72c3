using System.Globalization;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>A local date and time of the venue as submitted in a form, not yet validated.</summary>
/// <param name="Date">Such as 2027-03-14.</param>
/// <param name="Time">Such as 20:00.</param>
/// <param name="Occurrence">A member name of <see cref="Domain.Administration.Occurrence"/>; null unless the local time is ambiguous.</param>
public sealed record LocalDateTimeInput(string? Date, string? Time, string? Occurrence)
{
    private static readonly string[] TimeFormats = ["H:mm", "HH:mm", "HH:mm:ss"];

    /// <summary>Converts a stored time into form values; all null if there is no time.</summary>
    public static LocalDateTimeInput Of(DateTime? utc, Venue venue)
    {
        if (utc is not { } time)
        {
            return new(null, null, null);
        }

        var local = venue.Local(time);
        return new(
            local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            local.ToString("HH:mm", CultureInfo.InvariantCulture),
            venue.OccurrenceOf(time)?.ToString());
    }

    /// <summary>Validates the input and converts it to UTC.</summary>
    /// <param name="fields">The fields that problems are reported for.</param>
    /// <param name="required">False if date and time may both be empty.</param>
    /// <param name="wrong">Receives the problems found.</param>
    /// <returns>UTC; null if the fields are empty or invalid.</returns>
    public DateTime? Read(LocalDateTimeFields fields, Venue venue, bool required, ICollection<InvalidField> wrong)
    {
        var (date, time) = (FieldChecks.Normalize(Date), FieldChecks.Normalize(Time));
        if (!required && date is null && time is null)
        {
            return null;
        }

        var (day, hour) = (ReadDate(date), ReadTime(time));
        if (day is null)
        {
            wrong.Add(new(fields.Date, date is null ? FieldProblem.Missing : FieldProblem.NotADate));
        }

        if (hour is null)
        {
            wrong.Add(new(fields.Time, time is null ? FieldProblem.Missing : FieldProblem.NotATime));
        }

        if (day is null || hour is null)
        {
            return null;
        }

        var (utc, problem) = venue.ToUtc(day.Value.ToDateTime(hour.Value), ReadOccurrence(Occurrence));
        if (problem is { } why)
        {
            wrong.Add(new(why == FieldProblem.HappensTwice ? fields.Occurrence : fields.Time, why));
        }

        return utc;
    }

    /// <summary>Parses a date from 2000 to 2199, such as 2027-03-14; null for anything else.</summary>
    public static DateOnly? ReadDate(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and < 2200
            ? date
            : null;

    /// <summary>Parses a time such as 20:00, truncated to the minute; null for anything else.</summary>
    public static TimeOnly? ReadTime(string? typed) =>
        TimeOnly.TryParseExact(typed, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new TimeOnly(time.Hour, time.Minute)
            : null;

    /// <summary>Parses a member name of <see cref="Domain.Administration.Occurrence"/>; null for anything else.</summary>
    public static Occurrence? ReadOccurrence(string? typed) =>
        Enum.GetValues<Occurrence>().Cast<Occurrence?>().FirstOrDefault(o => string.Equals(o.ToString(), typed, StringComparison.Ordinal));
}
