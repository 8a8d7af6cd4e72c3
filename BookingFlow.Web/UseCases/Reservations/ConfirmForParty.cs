using BookingFlow.Web.Data;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Confirms a pending or expired reservation by the box office, for a party that did not receive its confirmation mail.</summary>
/// <remarks>The ticket is mailed if the party has an address.</remarks>
public sealed class ConfirmForParty(LockedReservation locked, CurrentVenue current, BookingMetrics metrics)
{
    /// <returns>The confirmed reservation, or: NotFound, NotPossible, NotEnoughSeats (the reservation is unchanged), Busy.</returns>
    public Task<Result<Reservation>> ConfirmAsync(
        int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Reservation>(
        actor,
        reservationId,
        (context, reservation) =>
        {
            if (BoxOfficeRules.CheckConfirm(reservation, current.Rules, context.Now) is { } refusal)
            {
                return refusal;
            }

            reservation.Confirm(reservation.PartySize, context.Now);
            context.Audit(AuditAction.ReservationConfirmed, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize}");
            context.EnqueueIfAddressed(MailKind.Ticket, reservation);
            context.AfterCommit(() => metrics.Confirmed(reservation.PartySize));
            return reservation;
        },
        cancellationToken);
}
