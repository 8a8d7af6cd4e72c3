using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ConfirmationRulesTests
{
    private static readonly Gen<int> Minutes = Gen.Int[-1, 1];

    private static readonly Gen<Performance> Performances = Gen.Select(
        Gen.OneOf(0, 1, 7), Gen.Nullable(Minutes), Gen.Nullable(Minutes), Gen.Bool, Gen.Bool, Gen.Int[0, 12],
        (starts, opens, closes, enabled, calledOff, confirmed) => new APerformance()
            .At(AMoment.Now.AddMinutes(starts)).BookingOpens(At(opens)).BookingCloses(At(closes)).WithCapacity(10).WithConfirmedSeats(confirmed)
            .With(p => p.BookingEnabled = enabled).With(p => p.CancelledAt = calledOff ? AMoment.Now : null).Build());

    [Fact]
    public void What_is_told_is_the_first_failure_that_holds_in_the_order_of_the_closed_set() =>
        Gen.Select(Performances, Gen.Enum<ReservationStatus>(), Gen.Enum<TokenPurpose>(), Gen.Nullable(Minutes), Gen.Int[1, 12]).Sample(
            (performance, status, purpose, expires, people) =>
            {
                var reservation = Standing(status, performance);
                var link = ReservationToken.Of(Token.New(), purpose, reservation, AMoment.Now.AddDays(-1), At(expires));
                var closed = performance.CancelledAt is not null || performance.StartsAt <= AMoment.Now || performance.BookingClosesAt <= AMoment.Now
                    || !performance.BookingEnabled || performance.BookingOpensAt > AMoment.Now;
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

                Assert.Equal(FailureOrder.First(conditions), ConfirmationRules.Check(link, reservation, performance, people, AMoment.Now)?.Kind);
                Assert.Equal(
                    FailureOrder.First(conditions[..^1]), ConfirmationRules.WhyLinkDoesNotConfirm(link, reservation, performance, AMoment.Now)?.Kind);
            },
            iter: 5000);

    [Fact]
    public void A_party_that_fits_exactly_is_confirmed_and_one_more_is_told_what_is_left()
    {
        var performance = new APerformance().WithCapacity(10).WithConfirmedSeats(7).Build();
        var reservation = new AReservation().For(performance).OfParty(4).Build();

        Assert.Null(ConfirmationRules.Check(LinkOf(reservation), reservation, performance, 3, AMoment.Now));
        var refusal = ConfirmationRules.Check(LinkOf(reservation), reservation, performance, 4, AMoment.Now);
        Assert.Equal((FailureKind.NotEnoughSeats, 3, performance.Facts), (refusal?.Kind, refusal?.SeatsLeft, refusal?.Performance));
    }

    [Fact]
    public void An_overfull_performance_is_told_as_no_seats_left()
    {
        var performance = new APerformance().WithCapacity(2).WithConfirmedSeats(9).Build();
        var reservation = new AReservation().For(performance).Build();

        Assert.Equal(0, ConfirmationRules.Check(LinkOf(reservation), reservation, performance, 1, AMoment.Now)?.SeatsLeft);
    }

    [Fact]
    public void A_link_works_until_its_last_moment_and_not_in_it()
    {
        var reservation = new AReservation().ExpiringAt(AMoment.Now.AddHours(1)).Build();

        Assert.Null(ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, AMoment.Now.AddHours(1).AddTicks(-1)));
        Assert.Equal(
            FailureKind.ConfirmationTokenExpired,
            ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, AMoment.Now.AddHours(1))?.Kind);
    }

    [Fact]
    public void Whoever_holds_seats_already_is_led_on_even_when_booking_is_closed()
    {
        var reservation = new AReservation().For(new APerformance().CalledOff().Build()).Confirmed().Build();

        Assert.Equal(
            FailureKind.ConfirmationTokenUsed,
            ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, AMoment.Now)?.Kind);
    }

    [Fact]
    public void A_closed_booking_tells_why_and_when_it_opens()
    {
        var opens = AMoment.Now.AddDays(1);
        var reservation = new AReservation().For(new APerformance().BookingOpens(opens).Build()).Build();

        var refusal = ConfirmationRules.Check(LinkOf(reservation), reservation, reservation.Performance, 2, AMoment.Now);

        Assert.Equal((BookingClosedReason.NotYetOpen, opens), (refusal?.ClosedBecause, refusal?.OpensAt));
    }

    private static ReservationToken LinkOf(Reservation reservation) =>
        ReservationToken.Of(Token.New(), TokenPurpose.Confirmation, reservation, reservation.CreatedAt, reservation.ExpiresAt);

    // Its own seats are not to change the count that the test chose.
    private static Reservation Standing(ReservationStatus status, Performance performance)
    {
        var reservation = new AReservation().InStatus(status).Build();
        reservation.Performance = performance;
        return reservation;
    }

    private static DateTime? At(int? minutes) => minutes is { } some ? AMoment.Now.AddMinutes(some) : null;
}
