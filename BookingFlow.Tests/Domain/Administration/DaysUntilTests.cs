using System.Globalization;

namespace BookingFlow.Tests.Domain.Administration;

public sealed class DaysUntilTests
{
    [Theory]
    [InlineData("2026-11-24T18:00", "2026-11-24T19:00", 0)]
    [InlineData("2026-11-24T22:59", "2026-11-24T23:00", 1)]
    [InlineData("2026-11-24T23:00", "2026-11-25T22:59", 0)]
    [InlineData("2026-11-24T10:00", "2026-11-27T19:00", 3)]
    [InlineData("2026-11-27T23:30", "2026-11-27T19:00", -1)]
    [InlineData("2026-12-31T19:00", "2027-01-01T19:00", 1)]
    // The days of the clock changes, with 23 and 25 hours.
    [InlineData("2026-03-28T22:30", "2026-03-29T21:30", 1)]
    [InlineData("2026-03-28T23:00", "2026-03-29T22:00", 1)]
    [InlineData("2026-10-24T22:00", "2026-10-25T22:59", 0)]
    [InlineData("2026-10-24T21:59", "2026-10-25T23:00", 2)]
    public void DaysUntil_counts_calendar_days_in_the_time_zone_of_the_venue(string now, string startsAt, int days)
    {
        var rome = new Venue("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

        Assert.Equal(days, rome.DaysUntil(Utc(startsAt), Utc(now)));
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
