namespace BookingFlow.Tests.Domain.Programme;

public sealed class CapacityChangeTests
{
    [Fact]
    public void A_capacity_change_records_both_capacities_the_actor_and_the_reason()
    {
        var (before, after) = (
            new Capacity(Room: 40, Additional: 0, ManuallyOccupied: 2, Confirmed: 30),
            new Capacity(Room: 40, Additional: 5, ManuallyOccupied: 4, Confirmed: 31));

        var change = CapacityChange.Of(7, before, after, new Actor(4, "Dora"), "five chairs from the foyer", TestTimes.Now);

        Assert.Equal(
            (7, TestTimes.Now, 4, "Dora", "five chairs from the foyer"),
            (change.PerformanceId, change.At, change.StaffId, change.StaffName, change.Reason));
        Assert.Equal((40, 0, 2), (change.Before.Room, change.Before.Additional, change.Before.ManuallyOccupied));
        Assert.Equal(after, change.After);
    }

    [Fact]
    public void Both_capacities_include_the_seats_confirmed_at_that_time()
    {
        var change = CapacityChange.Of(7, new Capacity(40, 0, 0, 30), new Capacity(45, 0, 0, 30), new Actor(null, "server"), "room", TestTimes.Now);

        Assert.Equal((10, 15), (change.Before.SeatsLeft, change.After.SeatsLeft));
        Assert.Null(change.StaffId);
    }

    [Fact]
    public void A_release_by_the_hour_has_no_author_and_no_reason()
    {
        var before = new Capacity(40, 0, 0, 30, Released: 4) { AccessPlaces = new(2, 1), AccessPlacesTaken = new(1, 0) };

        var change = CapacityChange.OfRelease(7, before, before with { AccessPlacesReleased = true }, TestTimes.Now);

        Assert.True(change.IsAutomatic);
        Assert.Equal((null, "", "", 26), (change.StaffId, change.StaffName, change.Reason, change.Confirmed));
        Assert.Equal((12, 14), (change.Before.SeatsLeft, change.After.SeatsLeft));
    }

    [Theory]
    [InlineData(4, "Dora")]
    [InlineData(4, "")]
    [InlineData(null, "server")]
    public void A_change_by_staff_or_by_a_command_is_not_automatic(int? id, string name) => Assert.False(
        CapacityChange.Of(7, new Capacity(40, 0, 0, 0), new Capacity(41, 0, 0, 0), new Actor(id, name), "room", TestTimes.Now).IsAutomatic);
}
