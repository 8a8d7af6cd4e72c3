using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Cancels a reservation by the box office. Its seats are released at once, and its ticket no longer admits.</summary>
public sealed class CancelReservation(LockedReservation locked)
{
    /// <param name="notifyParty">Whether to mail the party, if it has an address.</param>
    /// <param name="reason">As submitted, for the audit log; may be empty.</param>
    /// <returns>The cancelled reservation, or: NotFound, InvalidInput, NotPossible, Busy.</returns>
    public async Task<Result<Reservation>> CancelAsync(
        int reservationId, bool notifyParty, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        var why = FieldChecks.Normalize(reason);
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
                if (BoxOfficeRules.CheckCancel(reservation, isInside) is { } refusal)
                {
                    return refusal;
                }

                reservation.Cancel(context.Now);
                context.Audit(AuditAction.ReservationCancelled, AuditSubject.Reservation, reservation.Id, reservation.WithoutPersonalData(why));
                if (notifyParty)
                {
                    context.EnqueueIfAddressed(MailKind.ReservationCancelled, reservation);
                }

                return reservation;
            },
            cancellationToken);
    }
}
