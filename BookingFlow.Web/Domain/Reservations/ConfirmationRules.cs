namespace BookingFlow.Web.Domain.Reservations;

/// <summary>
/// What stands against confirming a reservation, in the order of <see cref="FailureKind"/>. The confirmation page
/// asks for information, the confirming transaction for the truth under the lock; both ask here.
/// </summary>
public static class ConfirmationRules
{
    /// <summary>
    /// The first thing that holds, or null when a party of this size can be confirmed now. The performance's
    /// confirmed seats must be those of the moment; inside the transaction: recounted under the lock.
    /// </summary>
    public static Failure? Check(ReservationToken link, Reservation reservation, Performance performance, int partySize, DateTime now) =>
        WhyLinkDoesNotConfirm(link, reservation, performance, now)
        ?? (partySize > performance.SeatsLeft ? Failure.NotEnoughSeats(performance.SeatsLeft, performance.Facts) : null);

    /// <summary>The same without the question whether the party fits: what the link's page shows before the button is pressed.</summary>
    public static Failure? WhyLinkDoesNotConfirm(ReservationToken link, Reservation reservation, Performance performance, DateTime now)
    {
        if (WhyClosed(reservation, performance, now) is { } closed)
        {
            return closed;
        }

        return link.Purpose == TokenPurpose.Confirmation
            ? WhySettled(reservation, link.ExpiresAt, performance, now)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
    }

    /// <summary>Against a link that is still to be made: whatever would stand against using it, so that nobody is sent one in vain.</summary>
    /// <param name="expiresAt">Until when the party can wait for it; UTC; null: without an end, because it had none yet.</param>
    public static Failure? WhyLinkWouldNotConfirm(Reservation reservation, DateTime? expiresAt, Performance performance, DateTime now) =>
        WhyClosed(reservation, performance, now) ?? WhySettled(reservation, expiresAt, performance, now);

    private static Failure? WhyClosed(Reservation reservation, Performance performance, DateTime now)
    {
        // Closed booking stands only against taking seats: whoever has them already is led to the ticket.
        var takesSeats = reservation.Status is ReservationStatus.Pending or ReservationStatus.Expired;
        // And whoever lost them because nothing is played is told just that, and not to reserve again.
        var lostTheEvening = reservation.Status == ReservationStatus.Cancelled && performance.CancelledAt is not null;
        return (takesSeats || lostTheEvening) && performance.WhyBookingIsClosed(now) is { } reason
            ? Failure.BookingClosed(reason, performance.BookingOpensAt, performance.Facts)
            : null;
    }

    private static Failure? WhySettled(
        Reservation reservation, DateTime? expiresAt, Performance performance, DateTime now) => reservation.Status switch
        {
            ReservationStatus.Cancelled => Failure.About(FailureKind.ReservationCancelled, performance.Facts),
            ReservationStatus.Confirmed => Failure.About(FailureKind.ConfirmationTokenUsed, performance.Facts),
            ReservationStatus.Expired => Failure.About(FailureKind.ConfirmationTokenExpired, performance.Facts),
            ReservationStatus.Pending when now >= expiresAt => Failure.About(FailureKind.ConfirmationTokenExpired, performance.Facts),
            ReservationStatus.Pending => null,
        };
}
