namespace BookingFlow.Tests.Domain.Programme;

public sealed class ShowUpRateTests
{
    [Fact]
    public void The_additional_seats_are_the_fewest_people_who_stayed_away_from_one_of_the_last_six()
    {
        var rate = ShowUpRate.Of(Performances(16, 20, 12, 16, 14, 18));
        Assert.Equal((6, 720, 624, 12), (rate.Performances, rate.Confirmed, rate.Came, rate.AdditionalSeats));
        Assert.Equal((720, 624), (rate.LastConfirmed, rate.LastCame));
    }

    [Fact]
    public void A_performance_before_the_last_six_counts_for_the_rate_but_not_for_the_seats()
    {
        // Latest first; at the earliest of the seven, everyone with a seat came.
        var rate = ShowUpRate.Of(Performances(16, 20, 12, 16, 14, 18, 0).Reverse());
        Assert.Equal((7, 12), (rate.Performances, rate.AdditionalSeats));
        Assert.Equal((840, 744, 720, 624), (rate.Confirmed, rate.Came, rate.LastConfirmed, rate.LastCame));
    }

    [Fact]
    public void One_full_performance_among_the_last_six_bears_no_additional_seat() =>
        Assert.Equal(0, ShowUpRate.Of(Performances(16, 20, 0, 16, 14, 18)).AdditionalSeats);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void With_fewer_than_six_performances_there_is_no_number(int performances)
    {
        var rate = ShowUpRate.Of(Performances(16, 20, 12, 16, 14, 18).Take(performances));
        Assert.Null(rate.AdditionalSeats);
        Assert.Equal((performances, 0), (rate.Performances, rate.LastConfirmed));
    }

    [Fact]
    public void Performances_at_which_nobody_was_checked_in_are_left_out()
    {
        var rate = ShowUpRate.Of(Performances(16, 20, 120, 16, 14, 18));
        Assert.Equal((5, 600, 516), (rate.Performances, rate.Confirmed, rate.Came));
        Assert.Null(rate.AdditionalSeats);
    }

    /// <summary>Performances with 120 people each, the latest first, by how many of them stayed away.</summary>
    [Fact]
    public void Of_performances_at_the_same_time_the_later_planned_is_the_last()
    {
        var rate = ShowUpRate.Of(Enumerable.Range(1, 7).Select(
            id => new AttendedPerformance(id, 1, "Hamlet", TestTimes.StartsAt, 120, id == 1 ? 120 : 110)));

        Assert.Equal(10, rate.AdditionalSeats);
    }

    private static IEnumerable<AttendedPerformance> Performances(params int[] stayedAway) => stayedAway.Select(
        (people, i) => new AttendedPerformance(100 - i, 1, "Hamlet", TestTimes.StartsAt.AddDays(-7 * i), 120, 120 - people));
}
