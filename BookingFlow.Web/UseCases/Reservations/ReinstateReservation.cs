using BookingFlow.Web.Data;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Undoes the cancellation of a reservation by the box office, while seats are left for all of it. Its tickets are valid again.</summary>
/// <remarks>
/// Seats that came free were given to the waiting list in the same transaction, so they are only left if nobody waited for them. The party is mailed
/// its ticket, because it may have been told that it has none.
/// </remarks>
public sealed class ReinstateReservation(LockedReservation locked, CurrentVenue current)
{
    /// <returns>The confirmed reservation, or: NotFound, NotPossible, NotEnoughSeats (nothing is changed), Busy.</returns>
    public Task<Result<Reservation>> ReinstateAsync(int reservationId, Actor actor, CancellationToken cancellationToken) =>
        locked.RunAsync<Reservation>(
            actor,
            reservationId,
            (context, reservation) =>
            {
                if (BoxOfficeRules.CheckReinstate(reservation, current.Rules, context.Now) is { } refusal)
                {
                    return refusal;
                }

                reservation.Reinstate();
                context.Audit(AuditAction.ReservationTakenBack, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize}");
                context.EnqueueIfAddressed(MailKind.Ticket, reservation);
                return reservation;
            },
            cancellationToken);
}
