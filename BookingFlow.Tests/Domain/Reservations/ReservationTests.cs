namespace BookingFlow.Tests.Domain.Reservations;

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
    public void Erasing_removes_the_personal_data_and_keeps_seats_and_reference()
    {
        var reservation = new AReservation().WithPhone("+39 0471 1").WithNotes("by bus").WithReference("K7QF-2M").OfParty(4).Confirmed().Build();

        reservation.Erase(Later);
        reservation.Erase(Later.AddDays(1));

        Assert.Equal((Reservation.ErasedName, null, null, null), (reservation.Name, reservation.Email, reservation.Phone, reservation.Notes));
        Assert.Equal((Later, "k7qf2m", 4), (reservation.ErasedAt, reservation.SearchKey.Trim(), reservation.Performance.ConfirmedSeats));
    }

    [Theory]
    [InlineData("ill", "ill")]
    [InlineData("ADA LOVELACE is ill", "… is ill")]
    [InlineData("Mrs Lovelace, ada@example.org, +39 0471 1.", "Mrs …, …, ….")]
    [InlineData("adamant (.*)", "adamant (.*)")]
    [InlineData(null, null)]
    public void A_reason_for_the_log_loses_the_partys_data(string? reason, string? expected) =>
        Assert.Equal(expected, new AReservation().WithPhone("+39 0471 1").Build().WithoutPersonalData(reason));

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
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public void A_cancelled_or_expired_reservation_rejects_a_change_of_party_size(ReservationStatus status) =>
        Assert.Throws<InvalidOperationException>(() => new AReservation().InStatus(status).Build().ChangeParty(3));

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
}
