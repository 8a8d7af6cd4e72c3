namespace BookingFlow.Tests.Domain.Reservations;

/// <summary>The statuses of a reservation, and the seats that each takes.</summary>
public sealed class ReservationTests
{
    private static readonly DateTime Later = TestTimes.Now.AddHours(3);

    [Fact]
    public void A_pending_reservation_takes_no_seat()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        Assert.Equal(ReservationStatus.Pending, reservation.Status);
        Assert.Equal((10, 0), (performance.SeatsLeft, performance.Version));
    }

    [Fact]
    public void A_confirmed_reservation_takes_its_seats_and_records_the_version_of_its_performance()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(3).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        reservation.Confirm(4, Later);

        Assert.Equal((ReservationStatus.Confirmed, Later), (reservation.Status, reservation.ConfirmedAt));
        Assert.Equal((7, 3), (performance.ConfirmedSeats, performance.SeatsLeft));
        Assert.Equal(performance.Version, reservation.ConfirmedAtVersion);
    }

    [Fact]
    public void Confirming_fewer_people_takes_only_their_seats()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        reservation.Confirm(3, Later);

        Assert.Equal((3, 7), (reservation.PartySize, performance.SeatsLeft));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    public void A_confirmed_or_cancelled_reservation_can_neither_be_confirmed_nor_expire(ReservationStatus status)
    {
        var reservation = new AReservation().InStatus(status).Build();
        var seatsBefore = reservation.Performance.ConfirmedSeats;

        Assert.Throws<InvalidOperationException>(() => reservation.Confirm(2, Later));
        Assert.Throws<InvalidOperationException>(reservation.Expire);
        Assert.Equal((status, seatsBefore), (reservation.Status, reservation.Performance.ConfirmedSeats));
    }

    [Fact]
    public void An_expired_reservation_cannot_expire_again_and_can_still_be_confirmed()
    {
        var reservation = new AReservation().Expired().Build();
        Assert.Throws<InvalidOperationException>(reservation.Expire);

        reservation.Confirm(2, Later);

        Assert.Equal((ReservationStatus.Confirmed, 2), (reservation.Status, reservation.Performance.ConfirmedSeats));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, 0)]
    [InlineData(ReservationStatus.Confirmed, 2)]
    [InlineData(ReservationStatus.Expired, 0)]
    public void Cancelling_releases_only_confirmed_seats(ReservationStatus status, int held)
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(5).Build();
        var reservation = new AReservation().For(performance).OfParty(2).InStatus(status).Build();
        Assert.Equal(5 + held, performance.ConfirmedSeats);

        reservation.Cancel(Later);

        Assert.Equal(5, performance.ConfirmedSeats);
        Assert.Equal((ReservationStatus.Cancelled, Later), (reservation.Status, reservation.CancelledAt));
    }

    [Fact]
    public void Cancelling_twice_releases_the_seats_once()
    {
        var reservation = new AReservation().For(new APerformance().WithConfirmedSeats(5).Build()).Confirmed().Build();

        reservation.Cancel(Later);
        reservation.Cancel(Later);

        Assert.Equal(5, reservation.Performance.ConfirmedSeats);
    }

    [Fact]
    public void A_waiting_party_is_counted_until_it_gets_seats_leaves_or_the_list_closes()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        Reservation Waiting() => new AReservation().For(performance).OfParty(4).Waiting(Later, smallest: 2).Build();
        var (confirmed, cancelled, expired) = (Waiting(), Waiting(), Waiting());
        Assert.Equal(
            (12, 0, ReservationStatus.Waiting, Later, 2),
            (performance.WaitingPeople, performance.ConfirmedSeats, confirmed.Status, confirmed.WaitingSince!.Value, confirmed.SmallestParty!.Value));

        confirmed.Confirm(3, Later);
        Assert.Equal((8, 3), (performance.WaitingPeople, performance.ConfirmedSeats));
        cancelled.Cancel(Later);
        Assert.Equal(4, performance.WaitingPeople);
        expired.Expire();
        Assert.Equal((0, Later), (performance.WaitingPeople, expired.WaitingSince));
    }

    [Theory]
    [InlineData(ReservationStatus.Waiting)]
    [InlineData(ReservationStatus.Confirmed)]
    public void Only_a_pending_reservation_joins_the_waiting_list(ReservationStatus status)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new AReservation().InStatus(status).Build().Wait(2, Later));

        Assert.Equal($"Reservation 0 is {status}, not Pending.", refused.Message);
    }

    [Fact]
    public void The_message_names_every_status_that_would_do() => Assert.Equal(
        "Reservation 0 is Cancelled, not Pending or Waiting.",
        Assert.Throws<InvalidOperationException>(new AReservation().Cancelled().Build().Expire).Message);

    [Fact]
    public void A_released_party_takes_its_seats_back_also_fewer()
    {
        var performance = new APerformance().WithConfirmedSeats(5).WithAccessPlaces(2, 2).Build();
        var reservation = new AReservation().For(performance).OfParty(4).WithPlaces(new AccessPlaces(1, 1)).Confirmed().Build();

        reservation.Release(Later);
        Assert.Equal(
            (ReservationStatus.Cancelled, Later, Later, 5),
            (reservation.Status, reservation.ReleasedAt, reservation.CancelledAt, performance.ConfirmedSeats));
        reservation.TakeBack(1);

        Assert.Equal((ReservationStatus.Confirmed, null, null), (reservation.Status, reservation.ReleasedAt, reservation.CancelledAt));
        Assert.Equal((1, 6, performance.Version), (reservation.PartySize, performance.ConfirmedSeats, reservation.ConfirmedAtVersion));
        Assert.Equal(new AccessPlaces(1, 0), performance.ConfirmedAccessPlaces);
    }

    [Fact]
    public void Nothing_is_taken_back_that_was_not_released_or_never_confirmed()
    {
        var (cancelled, withdrawn) = (new AReservation().Confirmed().Cancelled().Build(), new AReservation().Build());
        withdrawn.Release(Later);

        Assert.All([cancelled, withdrawn], party => Assert.Equal(
            "Reservation 0 has no released seats.", Assert.Throws<InvalidOperationException>(() => party.TakeBack(2)).Message));
    }

    [Fact]
    public void A_cancellation_is_undone_with_all_seats()
    {
        var performance = new APerformance().WithConfirmedSeats(5).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Confirmed().Build();
        reservation.Release(Later);

        reservation.Reinstate();

        Assert.Equal((ReservationStatus.Confirmed, null, null), (reservation.Status, reservation.ReleasedAt, reservation.CancelledAt));
        Assert.Equal((9, performance.Version), (performance.ConfirmedSeats, reservation.ConfirmedAtVersion));
        Assert.Throws<InvalidOperationException>(reservation.Reinstate);
    }

    [Fact]
    public void Only_a_reservation_that_had_seats_gets_them_again()
    {
        var reservation = new AReservation().Cancelled().Build();

        Assert.Equal("Reservation 0 had no seats.", Assert.Throws<InvalidOperationException>(reservation.Reinstate).Message);
    }
}
