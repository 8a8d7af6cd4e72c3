namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ReservationTests
{
    private static readonly DateTime Later = AMoment.Now.AddHours(3);

    [Fact]
    public void A_pending_reservation_takes_no_seat()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        Assert.Equal(ReservationStatus.Pending, reservation.Status);
        Assert.Equal((10, 0), (performance.SeatsLeft, performance.Version));
    }

    [Fact]
    public void A_confirmed_reservation_holds_its_seats_and_knows_its_place_in_the_order()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(3).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        reservation.Confirm(4, Later);

        Assert.Equal((ReservationStatus.Confirmed, Later), (reservation.Status, reservation.ConfirmedAt));
        Assert.Equal((7, 3), (performance.ConfirmedSeats, performance.SeatsLeft));
        Assert.Equal(performance.Version, reservation.ConfirmedAtVersion);
    }

    [Fact]
    public void A_party_that_comes_smaller_takes_only_so_many_seats()
    {
        var performance = new APerformance().WithCapacity(10).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        reservation.Confirm(3, Later);

        Assert.Equal((3, 7), (reservation.PartySize, performance.SeatsLeft));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    public void What_is_settled_is_neither_confirmed_nor_expires(ReservationStatus status)
    {
        var reservation = new AReservation().InStatus(status).Build();
        var seatsBefore = reservation.Performance.ConfirmedSeats;

        Assert.Throws<InvalidOperationException>(() => reservation.Confirm(2, Later));
        Assert.Throws<InvalidOperationException>(reservation.Expire);
        Assert.Equal((status, seatsBefore), (reservation.Status, reservation.Performance.ConfirmedSeats));
    }

    [Fact]
    public void What_has_expired_expires_once_and_can_still_be_confirmed_by_the_desk()
    {
        var reservation = new AReservation().Expired().Build();
        Assert.Throws<InvalidOperationException>(reservation.Expire);

        reservation.Confirm(2, Later);

        Assert.Equal((ReservationStatus.Confirmed, 2), (reservation.Status, reservation.Performance.ConfirmedSeats));
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public void A_party_that_has_no_seats_coming_does_not_change(ReservationStatus status) =>
        Assert.Throws<InvalidOperationException>(() => new AReservation().InStatus(status).Build().ChangeParty(3));

    [Theory]
    [InlineData(ReservationStatus.Pending, 0)]
    [InlineData(ReservationStatus.Confirmed, 2)]
    [InlineData(ReservationStatus.Expired, 0)]
    public void Cancelling_gives_back_only_the_seats_that_were_held(ReservationStatus status, int held)
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(5).Build();
        var reservation = new AReservation().For(performance).OfParty(2).InStatus(status).Build();
        Assert.Equal(5 + held, performance.ConfirmedSeats);

        reservation.Cancel(Later);

        Assert.Equal(5, performance.ConfirmedSeats);
        Assert.Equal((ReservationStatus.Cancelled, Later), (reservation.Status, reservation.CancelledAt));
    }

    [Fact]
    public void Cancelling_twice_gives_the_seats_back_once()
    {
        var reservation = new AReservation().For(new APerformance().WithConfirmedSeats(5).Build()).Confirmed().Build();

        reservation.Cancel(Later);
        reservation.Cancel(Later);

        Assert.Equal(5, reservation.Performance.ConfirmedSeats);
    }
}
