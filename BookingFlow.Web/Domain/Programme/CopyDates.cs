using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>When and where a performance is played again, checked; each date once, in their order.</summary>
public sealed record CopyDates(int RoomId, IReadOnlyList<CopyDate> Starts)
{
    private static readonly char[] Between = [' ', '\n', '\r', '\t', ',', ';'];

    /// <summary>Checks what was typed and tells every date that is wrong, and all else, at once.</summary>
    public static Result<CopyDates> Check(CopiesInput typed, PerformanceChoices choices, Venue venue, DateTime now)
    {
        var wrong = new List<InvalidField>();
        var dates = (typed.Dates ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (dates.Count == 0)
        {
            wrong.Add(new(FormField.Dates, FieldProblem.Missing));
        }
        else if (dates.Count > Limits.Copies)
        {
            wrong.Add(new(FormField.Dates, FieldProblem.TooLarge, Limits.Copies));
            dates = [];
        }

        var time = MomentInput.ReadTime(FieldChecks.Tidy(typed.Time));
        if (time is null)
        {
            wrong.Add(new(FormField.Time, FieldChecks.Tidy(typed.Time) is null ? FieldProblem.Missing : FieldProblem.NotATime));
        }

        var starts = new List<CopyDate>();
        var occurrence = MomentInput.ReadOccurrence(typed.Occurrence);
        foreach (var date in dates)
        {
            var problem = WhyNot(date, time, occurrence, venue, now, out var at);
            if (problem is { } why)
            {
                wrong.Add(
                    new(why == FieldProblem.HappensTwice ? FormField.Occurrence : FormField.Dates, why, Typed: date.Excerpt(Limits.EnumCodeLength)));
            }
            else if (at is { } start)
            {
                starts.Add(new(start, date));
            }
        }

        if (!int.TryParse(
            FieldChecks.Tidy(typed.Room), NumberStyles.None, CultureInfo.InvariantCulture, out var room) || !choices.Rooms.Contains(room))
        {
            wrong.Add(new(FormField.Room, FieldChecks.Tidy(typed.Room) is null ? FieldProblem.Missing : FieldProblem.NotAChoice));
        }

        return wrong.Count > 0 ? Failure.InvalidInput([.. wrong]) : new CopyDates(room, [.. starts.OrderBy(s => s.At)]);
    }

    private static FieldProblem? WhyNot(string typed, TimeOnly? time, Occurrence? occurrence, Venue venue, DateTime now, out DateTime? at)
    {
        at = null;
        if (MomentInput.ReadDate(typed) is not { } date)
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

    // It comes back in a message; whoever pastes a page of text need not read all of it again.
}
