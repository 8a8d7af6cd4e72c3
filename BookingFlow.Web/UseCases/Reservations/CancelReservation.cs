using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>The box office cancels a reservation: its seats are free at once, its ticket admits nobody any more.</summary>
public sealed class CancelReservation(LockedReservation locked, Outbox outbox, TimeProvider clock)
{
    /// <param name="tellTheParty">Whether a mail goes to the party; without an address there is none.</param>
    /// <param name="reason">As it was typed, for the log; may be empty.</param>
    /// <returns>The cancelled reservation, or: NotFound, InvalidInput, NotPossible, Busy.</returns>
    public async Task<Result<Reservation>> CancelAsync(
        int reservationId, bool tellTheParty, string? reason, Actor by, CancellationToken cancellationToken)
    {
        var why = FieldChecks.Tidy(reason);
        if (FieldChecks.Reason(why, required: false) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        OutboxMail? owed = null;
        var result = await locked.RunAsync<Reservation>(
            reservationId,
            async (db, reservation, cancelled) =>
            {
                owed = null;
                var isInside = await db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, cancelled);
                if (DeskRules.WhyNotCancel(reservation, isInside) is { } refusal)
                {
                    return refusal;
                }

                var now = clock.GetUtcNow().UtcDateTime;
                reservation.Cancel(now);
                db.Add(AuditEntry.Of(by, AuditAction.ReservationCancelled, AuditSubject.Reservation, reservation.Id, why, now));
                owed = tellTheParty && reservation.Email is not null ? Outbox.Add(db, MailKind.ReservationCancelled, reservation, now) : null;
                return reservation;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
