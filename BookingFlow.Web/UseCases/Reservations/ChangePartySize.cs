using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// More people are coming, or fewer. A confirmed party takes or gives back the seats under the lock, and gets its ticket
/// by mail once more, for that says how many are expected; a pending one takes none yet.
/// </summary>
public sealed class ChangePartySize(LockedReservation locked, BookingRules house)
{
    /// <param name="partySize">As it was typed.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible, NotEnoughSeats (it stays as it is), Busy.</returns>
    public async Task<Result<Reservation>> ChangeAsync(int reservationId, string? partySize, Actor actor, CancellationToken cancellationToken)
    {
        var typed = FieldChecks.Tidy(partySize);
        if ((FieldChecks.Required(FormField.PartySize, typed) ?? FieldChecks.PartySize(typed, Limits.PartySize)) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        var people = FieldChecks.ReadNumber(typed)!.Value;
        return await locked.RunAsync<Reservation>(
            actor,
            reservationId,
            async (context, reservation) =>
            {
                var isInside = await context.Db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, context.Cancellation);
                if (DeskRules.WhyNotChange(reservation, people, isInside, house, context.Now) is { } refusal)
                {
                    return refusal;
                }

                if (people == reservation.PartySize)
                {
                    return reservation;
                }

                context.Audit(AuditAction.PartySizeChanged, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize} → {people}");
                reservation.ChangeParty(people);
                if (reservation.Status == ReservationStatus.Confirmed)
                {
                    context.EnqueueIfAddressed(MailKind.Ticket, reservation);
                }

                return reservation;
            },
            cancellationToken);
    }
}
