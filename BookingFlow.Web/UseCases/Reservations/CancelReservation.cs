using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>The box office cancels a reservation: its seats are free at once, its ticket admits nobody any more.</summary>
public sealed class CancelReservation(LockedReservation locked)
{
    /// <param name="tellTheParty">Whether a mail goes to the party; without an address there is none.</param>
    /// <param name="reason">As it was typed, for the log; may be empty.</param>
    /// <returns>The cancelled reservation, or: NotFound, InvalidInput, NotPossible, Busy.</returns>
    public async Task<Result<Reservation>> CancelAsync(
        int reservationId, bool tellTheParty, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        var why = FieldChecks.Tidy(reason);
        if (FieldChecks.Reason(why, required: false) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        return await locked.RunAsync<Reservation>(
            actor,
            reservationId,
            async (context, reservation) =>
            {
                var isInside = await context.Db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, context.Cancellation);
                if (DeskRules.WhyNotCancel(reservation, isInside) is { } refusal)
                {
                    return refusal;
                }

                reservation.Cancel(context.Now);
                context.Audit(AuditAction.ReservationCancelled, AuditSubject.Reservation, reservation.Id, why);
                if (tellTheParty)
                {
                    context.EnqueueIfAddressed(MailKind.ReservationCancelled, reservation);
                }

                return reservation;
            },
            cancellationToken);
    }
}
