using System.Globalization;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>A moment as it came from a form.</summary>
/// <param name="Date">Such as 2027-03-14.</param>
/// <param name="Time">Such as 20:00.</param>
/// <param name="Occurrence">One of <see cref="Domain.Administration.Occurrence"/>, where it was asked.</param>
public sealed record MomentInput(string? Date, string? Time, string? Occurrence)
{
    private static readonly string[] Times = ["H:mm", "HH:mm", "HH:mm:ss"];

    /// <summary>A stored time (UTC) as its fields show it; all empty where there is none.</summary>
    public static MomentInput Of(DateTime? utc, Venue venue)
    {
        if (utc is not { } moment)
        {
            return new(null, null, null);
        }

        var local = venue.Local(moment);
        return new(
            local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            local.ToString("HH:mm", CultureInfo.InvariantCulture),
            venue.OccurrenceOf(moment)?.ToString());
    }

    /// <returns>UTC; null where nothing was typed or something is wrong. All that is wrong is added to the list.</returns>
    /// <param name="required">False: both date and time may be left empty.</param>
    public DateTime? Read(MomentFields fields, Venue venue, bool required, ICollection<InvalidField> wrong)
    {
        var (date, time) = (FieldChecks.Tidy(Date), FieldChecks.Tidy(Time));
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

    /// <summary>A date of this century or the next, such as 2027-03-14; null for anything else.</summary>
    public static DateOnly? ReadDate(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and < 2200
            ? date
            : null;

    /// <summary>A time such as 20:00, to the minute; null for anything else.</summary>
    public static TimeOnly? ReadTime(string? typed) =>
        TimeOnly.TryParseExact(typed, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new TimeOnly(time.Hour, time.Minute)
            : null;

    /// <summary>Null for anything that is none of the two.</summary>
    public static Occurrence? ReadOccurrence(string? typed) =>
        Enum.GetValues<Occurrence>().Cast<Occurrence?>().FirstOrDefault(o => string.Equals(o.ToString(), typed, StringComparison.Ordinal));
}
