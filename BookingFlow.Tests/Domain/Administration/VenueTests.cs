using System.Globalization;

namespace BookingFlow.Tests.Domain.Administration;

public sealed class VenueTests
{
    private static readonly Venue Rome = new("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

    [Theory]
    [InlineData("2026-01-15T19:00:00", "2026-01-15T20:00:00+01:00")]
    [InlineData("2026-07-15T18:00:00", "2026-07-15T20:00:00+02:00")]
    [InlineData("2026-03-29T00:59:59", "2026-03-29T01:59:59+01:00")]
    [InlineData("2026-03-29T01:00:00", "2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T00:30:00", "2026-10-25T02:30:00+02:00")]
    [InlineData("2026-10-25T01:30:00", "2026-10-25T02:30:00+01:00")]
    [InlineData("2026-12-31T23:30:00", "2027-01-01T00:30:00+01:00")]
    public void Local_converts_a_stored_time_to_the_time_zone_of_the_venue(string utc, string local)
    {
        var stored = DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

        Assert.Equal(local, Rome.Local(stored).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_time_of_unspecified_kind_is_read_as_UTC()
    {
        var unspecified = new DateTime(2026, 7, 15, 18, 0, 0, DateTimeKind.Unspecified);

        Assert.Equal(20, Rome.Local(unspecified).Hour);
    }

    [Theory]
    [InlineData("Europe/Rome", "2026-01-15", "2026-01-14T23:00:00")]
    [InlineData("Europe/Rome", "2026-07-15", "2026-07-14T22:00:00")]
    [InlineData("Europe/Rome", "2026-03-29", "2026-03-28T23:00:00")]
    [InlineData("Europe/Rome", "2026-03-30", "2026-03-29T22:00:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00")]
    public void BeginningOf_returns_the_first_instant_of_a_day_with_no_or_two_midnights(
        string zone, string day, string utc) => Assert.Equal(
        DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        new Venue("Teatro", TimeZoneInfo.FindSystemTimeZoneById(zone)).StartOfDay(DateOnly.Parse(day, CultureInfo.InvariantCulture)));
}
