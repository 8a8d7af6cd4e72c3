namespace BookingFlow.Tests.Domain.Door;

public sealed class CurtainReleaseTests
{
    private static readonly DateTime ReleasedAt = TestTimes.StartsAt.AddMinutes(-5);

    [Fact]
    public void Seats_are_released_some_minutes_before_the_start_or_never()
    {
        Assert.Equal(ReleasedAt, CurtainRelease.At(TestTimes.StartsAt, 5));
        Assert.Null(CurtainRelease.At(TestTimes.StartsAt, minutesBefore: null));
        Assert.False(CurtainRelease.IsDue(Performance(), ReleasedAt.AddTicks(-1)));
        Assert.True(CurtainRelease.IsDue(Performance(), ReleasedAt));
    }

    [Theory]
    [InlineData(-1, 3, 2)]
    [InlineData(0, 3, 7)]
    [InlineData(0, 12, 0)]
    public void From_the_release_the_people_inside_count_instead_of_the_confirmed_seats(int minutes, int inside, int expected) => Assert.Equal(
        expected, CurtainRelease.SeatsAtDoor(Performance(), AccessPlaces.None, inside, ReleasedAt.AddMinutes(minutes)));

    [Theory]
    [InlineData(1, 8, 2, null)]
    [InlineData(1, 8, 3, 2)]
    [InlineData(0, 8, 3, null)]
    public void A_confirmed_party_needs_room_only_if_seats_were_given_to_others(int released, int inside, int people, int? seatsLeft)
    {
        var performance = Performance();
        performance.ReleaseSeats(released);

        Assert.Equal(seatsLeft, CurtainRelease.CheckRoom(performance, inside, people)?.SeatsLeft);
    }

    /// <summary>Ten seats, eight of them confirmed.</summary>
    private static Performance Performance() =>
        new APerformance().WithCapacity(10).WithConfirmedSeats(8).With(p => p.CurtainReleaseMinutes = 5).Build();
}
