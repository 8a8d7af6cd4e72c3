using BookingFlow.Web.Emails;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The box office confirms a reservation for a party whose mail never came, also one that has expired meanwhile. The
/// ticket goes out by mail where there is an address.
/// </summary>
public sealed class ConfirmForParty(LockedReservation locked, Outbox outbox, BookingRules house, TimeProvider clock, BookingMetrics meter)
{
    /// <returns>The confirmed reservation, or: NotFound, NotPossible, NotEnoughSeats (it stays as it is), Busy.</returns>
    public async Task<Result<Reservation>> ConfirmAsync(int reservationId, Actor by, CancellationToken cancellationToken)
    {
        OutboxMail? owed = null;
        var result = await locked.RunAsync<Reservation>(
            reservationId,
            (db, reservation) =>
            {
                owed = null;
                var now = clock.GetUtcNow().UtcDateTime;
                if (DeskRules.WhyNotConfirm(reservation, house, now) is { } refusal)
                {
                    return refusal;
                }

                reservation.Confirm(reservation.PartySize, now);
                db.Add(AuditEntry.Of(by, AuditAction.ReservationConfirmed, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize}", now));
                owed = reservation.Email is null ? null : Outbox.Add(db, MailKind.Ticket, reservation, now);
                return reservation;
            },
            cancellationToken);

        if (result.Succeeded)
        {
            meter.Confirmed(result.Value.PartySize);
        }

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
