using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ConfirmationRulesTests
{
    private static readonly Gen<int> Minutes = Gen.Int[-1, 1];

    private static readonly Gen<Performance> Performances = Gen.Select(
        Gen.OneOf(0, 1, 7), Gen.Nullable(Minutes), Gen.Nullable(Minutes), Gen.Bool, Gen.Bool, Gen.Int[0, 12],
        (starts, opens, closes, enabled, cancelled, confirmed) => new APerformance()
            .At(TestTimes.Now.AddMinutes(starts)).BookingOpens(At(opens)).BookingCloses(At(closes)).WithCapacity(10).WithConfirmedSeats(confirmed)
            .With(p => p.BookingEnabled = enabled).With(p => p.CancelledAt = cancelled ? TestTimes.Now : null).Build());

    [Fact]
    public void The_returned_failure_is_the_first_in_the_order_of_FailureKind() =>
        Gen.Select(Performances, Gen.Enum<ReservationStatus>(), Gen.Enum<TokenPurpose>(), Gen.Nullable(Minutes), Gen.Int[1, 12]).Sample(
            (performance, status, purpose, expires, people) =>
            {
                var reservation = InStatus(status, performance);
                var link = ReservationToken.Of(Token.New(), purpose, reservation, TestTimes.Now.AddDays(-1), At(expires));
                var closed = performance.CancelledAt is not null || performance.StartsAt <= TestTimes.Now
                    || performance.BookingClosesAt <= TestTimes.Now || !performance.BookingEnabled || performance.BookingOpensAt > TestTimes.Now;
                var left = performance.Room.Capacity - performance.ConfirmedSeats;
                (FailureKind Kind, bool Holds)[] conditions =
                [
                    (FailureKind.BookingClosed, closed && (status is ReservationStatus.Pending or ReservationStatus.Expired
                        || (status == ReservationStatus.Cancelled && performance.CancelledAt is not null))),
                    (FailureKind.ConfirmationTokenInvalid, purpose != TokenPurpose.Confirmation),
                    (FailureKind.ReservationCancelled, status == ReservationStatus.Cancelled),
                    (FailureKind.ConfirmationTokenUsed, status == ReservationStatus.Confirmed),
                    (
                        FailureKind.ConfirmationTokenExpired,
                        status == ReservationStatus.Expired || (status == ReservationStatus.Pending && expires <= 0)),
                    (FailureKind.NotEnoughSeats, people > left),
                ];

                Assert.Equal(FailureOrder.First(conditions), ConfirmationRules.Check(link, reservation, performance, people, TestTimes.Now)?.Kind);
                Assert.Equal(
                    FailureOrder.First(conditions[..^1]), ConfirmationRules.CheckLink(link, reservation, performance, TestTimes.Now)?.Kind);
            },
            iter: 5000);

    [Fact]
    public void A_party_that_fits_exactly_is_confirmed_and_a_larger_party_is_refused_with_the_seats_left()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(7).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        Assert.Null(ConfirmationRules.Check(LinkOf(reservation), reservation, performance, 3, TestTimes.Now));
        var refusal = ConfirmationRules.Check(LinkOf(reservation), reservation, performance, 4, TestTimes.Now);
        Assert.Equal((FailureKind.NotEnoughSeats, 3, performance.Facts), (refusal?.Kind, refusal?.SeatsLeft, refusal?.Performance));
    }

    [Fact]
    public void An_overfull_performance_reports_zero_seats_left()
    {
        var performance = new APerformance().WithCapacity(2).WithConfirmedSeats(9).Build();
        var reservation = new AReservation().For(performance).Build();

        Assert.Equal(0, ConfirmationRules.Check(LinkOf(reservation), reservation, performance, 1, TestTimes.Now)?.SeatsLeft);
    }

    [Fact]
    public void A_link_works_until_just_before_its_expiry_time()
    {
        var reservation = new AReservation().ExpiringAt(TestTimes.Now.AddHours(1)).Build();

        Assert.Null(ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, TestTimes.Now.AddHours(1).AddTicks(-1)));
        Assert.Equal(
            FailureKind.ConfirmationTokenExpired,
            ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, TestTimes.Now.AddHours(1))?.Kind);
    }

    [Fact]
    public void A_confirmed_party_gets_ConfirmationTokenUsed_even_when_booking_is_closed()
    {
        var reservation = new AReservation().For(new APerformance().Cancelled().Build()).Confirmed().Build();

        Assert.Equal(
            FailureKind.ConfirmationTokenUsed,
            ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, TestTimes.Now)?.Kind);
    }

    [Fact]
    public void A_refusal_for_closed_booking_has_the_reason_and_the_opening_time()
    {
        var opens = TestTimes.Now.AddDays(1);
        var reservation = new AReservation().For(new APerformance().BookingOpens(opens).Build()).Build();

        var refusal = ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, TestTimes.Now);

        Assert.Equal((BookingClosedReason.NotYetOpen, opens), (refusal?.ClosedBecause, refusal?.OpensAt));
    }

    private static ReservationToken LinkOf(Reservation reservation) =>
        ReservationToken.Of(Token.New(), TokenPurpose.Confirmation, reservation, reservation.CreatedAt, reservation.ExpiresAt);

    // Assigned after the build, so that a confirmed reservation does not change the generated seat count.
    private static Reservation InStatus(ReservationStatus status, Performance performance)
    {
        var reservation = new AReservation().InStatus(status).Build();
        reservation.Performance = performance;
        return reservation;
    }

    private static DateTime? At(int? minutes) => minutes is { } some ? TestTimes.Now.AddMinutes(some) : null;

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_reservation_of_a_group_is_confirmed_until_its_own_and_the_links_expiry(int linkMinutes, int reservationMinutes)
    {
        var reservation = new AReservation().ExpiringAt(TestTimes.Now.AddMinutes(reservationMinutes)).Build();
        var another = new AReservation().Build();
        var link = ReservationToken.Of(
            Token.New(), TokenPurpose.Confirmation, another, TestTimes.Now.AddDays(-1), TestTimes.Now.AddMinutes(linkMinutes));

        Assert.Equal(
            FailureKind.ConfirmationTokenExpired,
            ConfirmationRules.CheckOfGroup(link, reservation, reservation.Performance, TestTimes.Now)?.Kind);
        Assert.Null(ConfirmationRules.CheckOfGroup(
            link, reservation, reservation.Performance, TestTimes.Now.AddMinutes(Math.Min(linkMinutes, reservationMinutes)).AddTicks(-1)));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, 1)]
    public void A_reservation_of_a_group_needs_its_seats(int left, int? reportedLeft)
    {
        var reservation = new AReservation().For(new APerformance().WithCapacity(left).Build()).Build();

        Assert.Equal(
            reportedLeft,
            ConfirmationRules.CheckOfGroup(LinkOf(reservation), reservation, reservation.Performance, TestTimes.Now)?.SeatsLeft);
    }

    [Fact]
    public void An_expired_reservation_of_a_full_performance_is_told_that_it_expired()
    {
        var reservation = new AReservation().For(new APerformance().WithCapacity(1).Build()).Expired().Build();

        Assert.Equal(
            FailureKind.ConfirmationTokenExpired,
            ConfirmationRules.CheckOfGroup(LinkOf(reservation), reservation, reservation.Performance, TestTimes.Now)?.Kind);
    }

    [Fact]
    public void Closed_booking_comes_before_an_expired_link()
    {
        var reservation = new AReservation().For(new APerformance().BookingDisabled().Build()).Build();

        Assert.Equal(
            FailureKind.BookingClosed,
            ConfirmationRules.CheckNewLink(reservation, TestTimes.Now, reservation.Performance, TestTimes.Now)?.Kind);
    }
}
