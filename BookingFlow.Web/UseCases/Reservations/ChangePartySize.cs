using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// More people are coming, or fewer. A confirmed party takes or gives back the seats under the lock, and gets its ticket
/// by mail once more, for that says how many are expected; a pending one takes none yet.
/// </summary>
public sealed class ChangePartySize(LockedReservation locked, Outbox outbox, BookingRules house, TimeProvider clock)
{
    /// <param name="partySize">As it was typed.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible, NotEnoughSeats (it stays as it is), Busy.</returns>
    public async Task<Result<Reservation>> ChangeAsync(int reservationId, string? partySize, Actor by, CancellationToken cancellationToken)
    {
        var typed = FieldChecks.Tidy(partySize);
        if ((FieldChecks.Required(FormField.PartySize, typed) ?? FieldChecks.PartySize(typed, Limits.PartySize)) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        var people = FieldChecks.ReadNumber(typed)!.Value;
        OutboxMail? owed = null;
        var result = await locked.RunAsync<Reservation>(
            reservationId,
            async (db, reservation, cancelled) =>
            {
                owed = null;
                var now = clock.GetUtcNow().UtcDateTime;
                var isInside = await db.CheckIns.AnyAsync(c => c.ReservationId == reservationId, cancelled);
                if (DeskRules.WhyNotChange(reservation, people, isInside, house, now) is { } refusal)
                {
                    return refusal;
                }

                if (people == reservation.PartySize)
                {
                    return reservation;
                }

                db.Add(AuditEntry.Of(by, AuditAction.PartySizeChanged, AuditSubject.Reservation, reservation.Id, $"{reservation.PartySize} → {people}", now));
                reservation.ChangeParty(people);
                owed = reservation is { Email: not null, Status: ReservationStatus.Confirmed } ? Outbox.Add(db, MailKind.Ticket, reservation, now) : null;
                return reservation;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
