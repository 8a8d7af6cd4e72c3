namespace BookingFlow.Tests.Domain.Programme;

public sealed class CapacityChangeTests
{
    [Fact]
    public void A_line_of_the_ledger_says_what_the_sum_was_made_of_before_and_after_and_who_changed_it_why()
    {
        var (before, after) = (
            new Capacity(Room: 40, Additional: 0, ManuallyOccupied: 2, Confirmed: 30),
            new Capacity(Room: 40, Additional: 5, ManuallyOccupied: 4, Confirmed: 31));

        var change = CapacityChange.Of(7, before, after, new Actor(4, "Dora"), "five chairs from the foyer", AMoment.Now);

        Assert.Equal(
            (7, AMoment.Now, 4, "Dora", "five chairs from the foyer"),
            (change.PerformanceId, change.At, change.StaffId, change.StaffName, change.Reason));
        Assert.Equal((40, 0, 2), (change.Before.Room, change.Before.Additional, change.Before.ManuallyOccupied));
        Assert.Equal(after, change.After);
    }

    [Fact]
    public void Both_sums_count_the_seats_that_were_confirmed_at_that_moment()
    {
        var change = CapacityChange.Of(7, new Capacity(40, 0, 0, 30), new Capacity(45, 0, 0, 30), new Actor(null, "server"), "room", AMoment.Now);

        Assert.Equal((10, 15), (change.Before.SeatsLeft, change.After.SeatsLeft));
        Assert.Null(change.StaffId);
    }
}
