using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The box office confirms a reservation for a party whose mail never came, also one that has expired meanwhile. The
/// ticket goes out by mail where there is an address.
/// </summary>
public sealed class ConfirmForParty(LockedReservation locked, BookingRules house, BookingMetrics metrics)
{
    /// <returns>The confirmed reservation, or: NotFound, NotPossible, NotEnoughSeats (it stays as it is), Busy.</returns>
    public Task<Result<Reservation>> ConfirmAsync(
        int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Reservation>(
        actor,
        reservationId,
        (context, reservation) =>
        {
            if (DeskRules.WhyNotConfirm(reservation, house, context.Now) is { } refusal)
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
