namespace BookingFlow.Web.Domain;

/// <summary>The house: its name, and the time zone in which every time is shown.</summary>
public sealed record Venue(string Name, TimeZoneInfo TimeZone)
{
    /// <summary>A stored time (UTC) as the clock in the foyer shows it, with the offset of that day.</summary>
    public DateTimeOffset Local(DateTime utc) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), TimeZone);

    /// <summary>When a day begins in the foyer; UTC. Where the clock is put forward at midnight, with the first minute that there is.</summary>
    public DateTime BeginningOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (TimeZone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        // Of a midnight that there is twice, the first.
        var offset = TimeZone.IsAmbiguousTime(local) ? TimeZone.GetAmbiguousTimeOffsets(local).Max() : TimeZone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
