namespace BookingFlow.Web.Domain.Administration;

/// <summary>The house: its name, and the time zone in which every time is shown.</summary>
public sealed record Venue(string Name, TimeZoneInfo TimeZone)
{
    /// <summary>The house's own language, of <see cref="Languages.OfVisitors"/>: for whoever asks for none that it speaks.</summary>
    public string Language { get; init; } = Languages.First;

    /// <summary>A stored time (UTC) as the clock in the foyer shows it, with the offset of that day.</summary>
    public DateTimeOffset Local(DateTime utc) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), TimeZone);

    /// <summary>
    /// How many days of the foyer's calendar lie between two stored times (UTC): 0 on the same day, 1 from one evening to the
    /// next morning, less than 0 where the other is past. Days, not periods of 24 hours: a day on which the clock is changed is one.
    /// </summary>
    public int DaysUntil(DateTime utc, DateTime now) =>
        DateOnly.FromDateTime(Local(utc).DateTime).DayNumber - DateOnly.FromDateTime(Local(now).DateTime).DayNumber;

    /// <summary>When a day begins in the foyer; UTC. Where the clock is put forward at midnight, with the first minute that there is.</summary>
    public DateTime BeginningOf(DateOnly day) => NearestUtc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>A time as the clock in the foyer shows it, as it is stored; or why it cannot be.</summary>
    /// <param name="occurrence">Which is meant where the clock shows it twice; otherwise it says nothing.</param>
    /// <returns>UTC; or <see cref="FieldProblem.DoesNotExist"/> or <see cref="FieldProblem.HappensTwice"/>.</returns>
    public (DateTime? Utc, FieldProblem? Problem) ToUtc(DateTime clock, Occurrence? occurrence = null)
    {
        clock = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        if (TimeZone.IsInvalidTime(clock))
        {
            return (null, FieldProblem.DoesNotExist);
        }

        if (!TimeZone.IsAmbiguousTime(clock))
        {
            return (TimeZoneInfo.ConvertTimeToUtc(clock, TimeZone), null);
        }

        var offsets = TimeZone.GetAmbiguousTimeOffsets(clock);
        return occurrence switch
        {
            Occurrence.First => (Utc(clock - offsets.Max()), null),
            Occurrence.Second => (Utc(clock - offsets.Min()), null),
            null => (null, FieldProblem.HappensTwice),
        };
    }

    /// <summary>
    /// The same for a time that was reckoned and not typed, where there is nobody to ask: one that the clock jumps over
    /// becomes the one after the jump, one that it shows twice the first.
    /// </summary>
    public DateTime NearestUtc(DateTime clock)
    {
        var (utc, problem) = ToUtc(clock, Occurrence.First);
        // Before the jump the clock was behind by just what is jumped over.
        return problem is null ? utc!.Value : Utc(clock - TimeZone.GetUtcOffset(clock.AddDays(-1)));
    }

    /// <summary>Which of two a stored time (UTC) is; null where the clock shows it only once.</summary>
    public Occurrence? OccurrenceOf(DateTime utc)
    {
        var local = Local(utc);
        if (!TimeZone.IsAmbiguousTime(local.DateTime))
        {
            return null;
        }

        return local.Offset == TimeZone.GetAmbiguousTimeOffsets(local.DateTime).Max() ? Occurrence.First : Occurrence.Second;
    }

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
