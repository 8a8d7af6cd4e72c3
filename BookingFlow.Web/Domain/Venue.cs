namespace BookingFlow.Web.Domain;

/// <summary>The house: its name, and the time zone in which every time is shown.</summary>
public sealed record Venue(string Name, TimeZoneInfo TimeZone)
{
    /// <summary>A stored time (UTC) as the clock in the foyer shows it, with the offset of that day.</summary>
    public DateTimeOffset Local(DateTime utc) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)), TimeZone);
}
