namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Decides whether a reservation can be confirmed. Failures are returned in the order of <see cref="FailureKind"/>.</summary>
/// <remarks>Used by the confirmation page, for information, and by the confirming transaction, under the lock.</remarks>
public static class ConfirmationRules
{
    /// <summary>Checks whether a party of this size can be confirmed now.</summary>
    /// <param name="performance">With its current confirmed seats; inside the transaction, recounted under the lock.</param>
    /// <returns>The first failure that applies, or null.</returns>
    public static Failure? Check(ReservationToken link, Reservation reservation, Performance performance, int partySize, DateTime now) =>
        CheckLink(link, reservation, performance, now)
        ?? performance.CheckSeats(partySize, reservation.AccessPlaces.For(partySize));

    /// <summary>Checks whether a pending reservation of a group can be confirmed now, with the link of any of them.</summary>
    /// <param name="link">A confirmation link of the same group.</param>
    /// <inheritdoc cref="Check" path="/param"/>
    /// <returns>The first failure that applies, or null.</returns>
    public static Failure? CheckOfGroup(ReservationToken link, Reservation reservation, Performance performance, DateTime now) =>
        CheckNewLink(reservation, link.ExpiresAt < reservation.ExpiresAt ? link.ExpiresAt : reservation.ExpiresAt, performance, now)
        ?? performance.CheckSeats(reservation.PartySize, reservation.AccessPlaces);

    /// <summary>Checks the link and the reservation, but not whether enough seats are left: for the page that the link opens.</summary>
    public static Failure? CheckLink(ReservationToken link, Reservation reservation, Performance performance, DateTime now)
    {
        if (CheckBookingOpen(reservation, performance, now) is { } closed)
        {
            return closed;
        }

        return link.Purpose == TokenPurpose.Confirmation
            ? CheckStatus(reservation, link.ExpiresAt, performance, now)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
    }

    /// <summary>Checks whether a new confirmation link would be usable, so that no useless link is mailed.</summary>
    /// <param name="expiresAt">When the reservation expires; UTC; null if it does not, because no link has been sent yet.</param>
    public static Failure? CheckNewLink(Reservation reservation, DateTime? expiresAt, Performance performance, DateTime now) =>
        CheckBookingOpen(reservation, performance, now) ?? CheckStatus(reservation, expiresAt, performance, now);

    private static Failure? CheckBookingOpen(Reservation reservation, Performance performance, DateTime now)
    {
        // A confirmed party is redirected to its ticket, also when booking is closed.
        var takesSeats = reservation.Status is ReservationStatus.Pending or ReservationStatus.Expired;
        // Report the cancelled performance rather than the cancelled reservation, whose message suggests reserving again.
        var isPerformanceCancelled = reservation.Status == ReservationStatus.Cancelled && performance.CancelledAt is not null;
        return (takesSeats || isPerformanceCancelled) && performance.GetBookingClosedReason(now) is { } reason
            ? Failure.BookingClosed(reason, performance.BookingOpensAt, performance.Facts)
            : null;
    }

    private static Failure? CheckStatus(
        Reservation reservation, DateTime? expiresAt, Performance performance, DateTime now) => reservation.Status switch
        {
            ReservationStatus.Cancelled => Failure.About(FailureKind.ReservationCancelled, performance.Facts),
            ReservationStatus.Confirmed => Failure.About(FailureKind.ConfirmationTokenUsed, performance.Facts),
            ReservationStatus.Expired => Failure.About(FailureKind.ConfirmationTokenExpired, performance.Facts),
            ReservationStatus.Pending when now >= expiresAt => Failure.About(FailureKind.ConfirmationTokenExpired, performance.Facts),
            // A waiting party can be confirmed with the seats that are too few for all of it.
            ReservationStatus.Pending or ReservationStatus.Waiting => null,
        };
}
