namespace BookingFlow.Tests.Domain.Door;

/// <summary>
/// The doors open and close so many minutes before and after the start as a clock counts them that nobody puts forward or
/// back. Rome puts its clock forward on 28 March 2027 at 02:00, and back on 31 October 2027 at 03:00.
/// </summary>
public sealed class CheckInWindowTests
{
    private static readonly BookingRules House = UseCaseHost.Rules;
    private static readonly Venue Rome = UseCaseHost.Venue;

    [Theory]
    // Starts at 04:00 by the clock, in the night in which there is no 02:30: ninety minutes before, the clock shows 01:30.
    [InlineData("2027-03-28T04:00:00+02:00", "01:30 +01:00", "05:00 +02:00")]
    [InlineData("2027-03-28T03:00:00+02:00", "00:30 +01:00", "04:00 +02:00")]
    // The doors close across the jump.
    [InlineData("2027-03-28T01:30:00+01:00", "00:00 +01:00", "03:30 +02:00")]
    // In the night in which 02:30 comes twice.
    [InlineData("2027-10-31T02:00:00+01:00", "01:30 +02:00", "03:00 +01:00")]
    [InlineData("2027-10-31T02:30:00+01:00", "02:00 +02:00", "03:30 +01:00")]
    [InlineData("2027-10-31T02:30:00+02:00", "01:00 +02:00", "02:30 +01:00")]
    // An evening of the same day is an evening like any other.
    [InlineData("2027-03-28T20:00:00+02:00", "18:30 +02:00", "21:00 +02:00")]
    [InlineData("2027-10-31T20:00:00+01:00", "18:30 +01:00", "21:00 +01:00")]
    public void In_the_night_of_a_clock_change_the_doors_open_and_close_after_as_many_real_minutes(string starts, string opens, string closes)
    {
        var performance = new APerformance().At(DateTimeOffset.Parse(starts, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime).Build();

        Assert.Equal(opens, InRome(House.DoorsOpenAt(performance)));
        Assert.Equal(closes, InRome(House.DoorsCloseAt(performance)));
        Assert.Equal(TimeSpan.FromMinutes(90), performance.StartsAt - House.DoorsOpenAt(performance));
    }

    [Fact]
    public void A_performance_decides_for_itself_and_the_house_for_the_others()
    {
        var own = new APerformance().DoorsOpenMinutesBefore(20).DoorsCloseMinutesAfter(0).Build();

        Assert.Equal((own.StartsAt.AddMinutes(-20), own.StartsAt), (House.DoorsOpenAt(own), House.DoorsCloseAt(own)));
        Assert.Equal(own.StartsAt.AddMinutes(-90), House.DoorsOpenAt(new APerformance().Build()));
    }

    [Fact]
    public void A_house_that_sets_none_has_no_window_except_for_a_performance_that_sets_its_own()
    {
        var house = House with { CheckInOpensBefore = null, CheckInClosesAfter = null };

        Assert.Equal((null, null), (house.DoorsOpenAt(new APerformance().Build()), house.DoorsCloseAt(new APerformance().Build())));
        Assert.NotNull(house.DoorsOpenAt(new APerformance().DoorsOpenMinutesBefore(30).Build()));
        Assert.NotNull(house.DoorsCloseAt(new APerformance().DoorsCloseMinutesAfter(30).Build()));
    }

    [Fact]
    public void At_the_change_the_doors_let_in_at_the_very_minute_and_not_an_hour_off()
    {
        var performance = new APerformance().WithId(7).At(new DateTime(2027, 10, 31, 1, 30, 0, DateTimeKind.Utc)).Build();
        var party = new AReservation().For(performance).Confirmed().Build();
        var opens = new DateTime(2027, 10, 31, 0, 0, 0, DateTimeKind.Utc);

        Assert.Equal(opens, CheckInRules.WhyNot(party, performance, null, null, House, opens.AddSeconds(-1))?.OpensAt);
        Assert.Null(CheckInRules.WhyNot(party, performance, null, null, House, opens));
    }

    private static string? InRome(DateTime? utc) =>
        utc is { } at ? Rome.Local(at).ToString("HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture) : null;
}
