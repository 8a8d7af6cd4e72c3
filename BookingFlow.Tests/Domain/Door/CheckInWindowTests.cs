namespace BookingFlow.Tests.Domain.Door;

/// <summary>
/// The check-in window in elapsed minutes before and after the start, across changes of daylight saving time. In Rome the clock goes
/// forward on 28 March 2027 at 02:00 and back on 31 October 2027 at 03:00.
/// </summary>
public sealed class CheckInWindowTests
{
    private static readonly BookingRules VenueRules = UseCaseHost.Rules;
    private static readonly Venue Rome = UseCaseHost.Venue;

    [Theory]
    // Starts at 04:00 local time in the night without 02:30: ninety minutes earlier it is 01:30.
    [InlineData("2027-03-28T04:00:00+02:00", "01:30 +01:00", "05:00 +02:00")]
    [InlineData("2027-03-28T03:00:00+02:00", "00:30 +01:00", "04:00 +02:00")]
    // The window closes after the clock change.
    [InlineData("2027-03-28T01:30:00+01:00", "00:00 +01:00", "03:30 +02:00")]
    // The night in which 02:30 occurs twice.
    [InlineData("2027-10-31T02:00:00+01:00", "01:30 +02:00", "03:00 +01:00")]
    [InlineData("2027-10-31T02:30:00+01:00", "02:00 +02:00", "03:30 +01:00")]
    [InlineData("2027-10-31T02:30:00+02:00", "01:00 +02:00", "02:30 +01:00")]
    // The evening of the same day is not affected.
    [InlineData("2027-03-28T20:00:00+02:00", "18:30 +02:00", "21:00 +02:00")]
    [InlineData("2027-10-31T20:00:00+01:00", "18:30 +01:00", "21:00 +01:00")]
    public void The_check_in_window_counts_elapsed_minutes_across_a_clock_change(string starts, string opens, string closes)
    {
        var performance = new APerformance().At(DateTimeOffset.Parse(starts, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime).Build();

        Assert.Equal(opens, InRome(VenueRules.DoorsOpenAt(performance)));
        Assert.Equal(closes, InRome(VenueRules.DoorsCloseAt(performance)));
        Assert.Equal(TimeSpan.FromMinutes(90), performance.StartsAt - VenueRules.DoorsOpenAt(performance));
    }

    [Fact]
    public void The_window_of_a_performance_overrides_the_setting_of_the_venue()
    {
        var own = new APerformance().DoorsOpenMinutesBefore(20).DoorsCloseMinutesAfter(0).Build();

        Assert.Equal((own.StartsAt.AddMinutes(-20), own.StartsAt), (VenueRules.DoorsOpenAt(own), VenueRules.DoorsCloseAt(own)));
        Assert.Equal(own.StartsAt.AddMinutes(-90), VenueRules.DoorsOpenAt(new APerformance().Build()));
    }

    [Fact]
    public void Without_a_venue_setting_only_a_performance_with_its_own_setting_has_a_window()
    {
        var withoutWindow = VenueRules with { CheckInOpensBefore = null, CheckInClosesAfter = null };

        Assert.Equal((null, null), (withoutWindow.DoorsOpenAt(new APerformance().Build()), withoutWindow.DoorsCloseAt(new APerformance().Build())));
        Assert.NotNull(withoutWindow.DoorsOpenAt(new APerformance().DoorsOpenMinutesBefore(30).Build()));
        Assert.NotNull(withoutWindow.DoorsCloseAt(new APerformance().DoorsCloseMinutesAfter(30).Build()));
    }

    [Fact]
    public void Check_in_opens_at_the_exact_minute_during_a_clock_change()
    {
        var performance = new APerformance().WithId(7).At(new DateTime(2027, 10, 31, 1, 30, 0, DateTimeKind.Utc)).Build();
        var party = new AReservation().For(performance).Confirmed().Build();
        var opens = new DateTime(2027, 10, 31, 0, 0, 0, DateTimeKind.Utc);

        Assert.Equal(opens, CheckInRules.CheckAdmission(party, performance, null, null, VenueRules, opens.AddSeconds(-1))?.OpensAt);
        Assert.Null(CheckInRules.CheckAdmission(party, performance, null, null, VenueRules, opens));
    }

    private static string? InRome(DateTime? utc) =>
        utc is { } at ? Rome.Local(at).ToString("HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture) : null;
}
