using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated room and starts for the copies of a performance.</summary>
/// <param name="Starts">Distinct, in chronological order.</param>
public sealed record CopyDates(int RoomId, IReadOnlyList<CopyDate> Starts)
{
    private static readonly char[] Separators = [' ', '\n', '\r', '\t', ',', ';'];

    /// <summary>Validates the input and returns all problems at once, each invalid date included.</summary>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<CopyDates> Check(CopiesInput typed, PerformanceChoices choices, Venue venue, DateTime now)
    {
        var wrong = new List<InvalidField>();
        var dates = (typed.Dates ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (dates.Count == 0)
        {
            wrong.Add(new(FormField.Dates, FieldProblem.Missing));
        }
        else if (dates.Count > Limits.Copies)
        {
            wrong.Add(new(FormField.Dates, FieldProblem.TooLarge, Limits.Copies));
            dates = [];
        }

        var time = LocalDateTimeInput.ReadTime(FieldChecks.Normalize(typed.Time));
        if (time is null)
        {
            wrong.Add(new(FormField.Time, FieldChecks.Normalize(typed.Time) is null ? FieldProblem.Missing : FieldProblem.NotATime));
        }

        var starts = new List<CopyDate>();
        var occurrence = LocalDateTimeInput.ReadOccurrence(typed.Occurrence);
        foreach (var date in dates)
        {
            if (ReadStart(date, time, occurrence, venue, now, out var at) is { } problem)
            {
                // The date is repeated in the error message, and the field may contain a pasted page of text: hence the excerpt.
                var field = problem == FieldProblem.HappensTwice ? FormField.Occurrence : FormField.Dates;
                wrong.Add(new(field, problem, Typed: date.Excerpt(Limits.EnumCodeLength)));
            }
            else if (at is { } start)
            {
                starts.Add(new(start, date));
            }
        }

        if (!int.TryParse(
            FieldChecks.Normalize(typed.Room), NumberStyles.None, CultureInfo.InvariantCulture, out var room) || !choices.Rooms.Contains(room))
        {
            wrong.Add(new(FormField.Room, FieldChecks.Normalize(typed.Room) is null ? FieldProblem.Missing : FieldProblem.NotAChoice));
        }

        return wrong.Count > 0 ? Failure.InvalidInput([.. wrong]) : new CopyDates(room, [.. starts.OrderBy(s => s.At)]);
    }

    /// <returns>The problem; null with <paramref name="at"/> null if the time is missing, which is reported separately.</returns>
    private static FieldProblem? ReadStart(string typed, TimeOnly? time, Occurrence? occurrence, Venue venue, DateTime now, out DateTime? at)
    {
        at = null;
        if (LocalDateTimeInput.ReadDate(typed) is not { } date)
        {
            return FieldProblem.NotADate;
        }

        if (time is not { } hour)
        {
            return null;
        }

        (at, var problem) = venue.ToUtc(date.ToDateTime(hour), occurrence);
        return problem ?? (at <= now ? FieldProblem.TooEarly : null);
    }
}
