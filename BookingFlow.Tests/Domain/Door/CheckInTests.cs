namespace BookingFlow.Tests.Domain.Door;

public sealed class CheckInTests
{
    private static readonly Steward Dora = new(1, "Dora", AssignedPerformanceId: 7, "main");

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public void Those_still_to_come_are_never_fewer_than_none(int inside, int stillToCome)
    {
        var party = new AReservation().For(new APerformance().Build()).OfParty(4).Confirmed().Build();

        Assert.Equal(stillToCome, AdmittedParty.Of(party, people: 1, inside, TestTimes.Now).StillToCome);
        Assert.Equal(stillToCome, CheckIn.Of(party, inside, Dora, Guid.NewGuid(), TestTimes.Now).StillToCome(party));
    }

    [Fact]
    public void Nobody_is_still_to_come_when_the_party_became_smaller_than_those_inside()
    {
        var party = new AReservation().For(new APerformance().Build()).OfParty(4).Confirmed().Build();
        var smaller = new AReservation().For(party.Performance).OfParty(2).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 4, Dora, Guid.NewGuid(), TestTimes.Now);

        Assert.Equal((0, 0), (checkIn.StillToCome(smaller), AdmittedParty.Of(smaller, 4, 4, TestTimes.Now).StillToCome));
    }

    [Fact]
    public void It_takes_time_steward_door_and_number_of_the_first_admission()
    {
        var party = new AReservation().For(new APerformance().Build()).OfParty(4).Confirmed().Build();
        var first = ScanEvent.OfDevice(party, 3, Dora, Guid.NewGuid(), TestTimes.Now.AddMinutes(-9), receivedAt: TestTimes.Now);

        var checkIn = CheckIn.Of(party, first, 3);

        Assert.Equal(
            (3, first.At, 1, "Dora", "main", first.RequestId),
            (checkIn.People, checkIn.At, checkIn.StaffId, checkIn.StaffName, checkIn.Door, checkIn.RequestId));
    }

    [Fact]
    public void People_who_come_later_are_added_until_the_party_is_complete()
    {
        var party = new AReservation().For(new APerformance().Build()).OfParty(4).Confirmed().Build();
        var checkIn = CheckIn.Of(party, 1, Dora, Guid.NewGuid(), TestTimes.Now);

        checkIn.AdmitMore(party, 1);
        checkIn.AdmitMore(party, 2);

        Assert.Equal(4, checkIn.People);
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.AdmitMore(party, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.AdmitMore(party, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => checkIn.Correct(party, 0));
        Assert.Equal(4, checkIn.People);
    }
}
