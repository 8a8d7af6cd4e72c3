namespace BookingFlow.Tests.Domain.Reservations;

public sealed class WaitingListRulesTests
{
    private static readonly BookingRules Rules = UseCaseHost.Rules with { WaitingListClosesMinutes = 120 };
    private static readonly DateTime Closes = TestTimes.StartsAt.AddHours(-2);

    [Fact]
    public void The_list_is_open_while_booking_is_until_it_closes()
    {
        var performance = new APerformance().Build();

        Assert.True(WaitingListRules.IsOpen(performance, Rules, Closes.AddTicks(-1)));
        Assert.False(WaitingListRules.IsOpen(performance, Rules, Closes));
        Assert.False(WaitingListRules.IsOpen(new APerformance().BookingDisabled().Build(), Rules, TestTimes.Now));
    }

    [Fact]
    public void Seats_are_given_while_booking_is_closed_but_not_without_anybody_waiting_nor_after_the_list_closed()
    {
        var performance = new APerformance().BookingDisabled().Build();
        Assert.False(WaitingListRules.GivesSeats(performance, Rules, TestTimes.Now));
        _ = new AReservation().For(performance).Waiting().Build();

        Assert.True(WaitingListRules.GivesSeats(performance, Rules, Closes.AddTicks(-1)));
        Assert.False(WaitingListRules.GivesSeats(performance, Rules, Closes));
        performance.CancelledAt = TestTimes.Now;
        Assert.False(WaitingListRules.GivesSeats(performance, Rules, TestTimes.Now));
    }

    [Fact]
    public void A_party_joins_with_its_link_while_the_list_is_open()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(9).Build();
        var party = new AReservation().For(performance).ExpiringAt(TestTimes.StartsAt).Build();
        var link = ReservationToken.Of(Token.New(), TokenPurpose.Confirmation, party, TestTimes.Now, expiresAt: null);

        Assert.Null(WaitingListRules.CheckJoin(link, party, Rules, Closes.AddTicks(-1)));
        Assert.Equal(Failure.NotEnoughSeats(1, performance.Facts), WaitingListRules.CheckJoin(link, party, Rules, Closes));
        party.Cancel(TestTimes.Now);
        Assert.Equal(FailureKind.ReservationCancelled, WaitingListRules.CheckJoin(link, party, Rules, TestTimes.Now)?.Kind);
    }

    [Theory]
    [InlineData(4, null, 4, 4)]
    [InlineData(4, null, 3, 0)]
    [InlineData(4, 2, 3, 3)]
    [InlineData(4, 2, 2, 2)]
    [InlineData(4, 2, 1, 0)]
    [InlineData(4, 2, 9, 4)]
    public void A_party_gets_seats_for_all_or_for_the_smallest_number_that_it_named(int people, int? smallest, int left, int seats)
    {
        var performance = new APerformance().WithCapacity(left).Build();
        var party = new AReservation().For(performance).OfParty(people).Waiting(smallest: smallest).Build();

        Assert.Equal(seats, WaitingListRules.SeatsFor(party, performance.Capacity));
    }

    [Fact]
    public void A_party_that_needs_a_wheelchair_place_gets_no_seat_without_it()
    {
        var performance = new APerformance().WithCapacity(10).WithAccessPlaces(1, 0).Build();
        var party = new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 0)).Waiting().Build();
        Assert.Equal(2, WaitingListRules.SeatsFor(party, performance.Capacity));
        _ = new AReservation().For(performance).WithPlaces(new AccessPlaces(1, 0)).Confirmed().Build();

        Assert.Equal(0, WaitingListRules.SeatsFor(party, performance.Capacity));
    }
}
