using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>
/// A mistyped address is put right, and the link or the ticket goes to the right one. What was mailed before went to
/// somebody else, so those links and tickets stop working in the same transaction.
/// </summary>
public sealed class CorrectEmail(LockedReservation locked, Outbox outbox, HouseRules house, TimeProvider clock)
{
    /// <param name="email">As it was typed; empty: the party has none.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (cancelled, expired, over), Busy.</returns>
    public async Task<Result<Reservation>> CorrectAsync(int reservationId, string? email, StaffPerson by, CancellationToken cancellationToken)
    {
        var typed = FieldChecks.Tidy(email);
        if ((FieldChecks.Text(FormField.Email, typed, Limits.Email) ?? FieldChecks.Address(FormField.Email, typed)) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        OutboxMail? owed = null;
        var result = await locked.RunAsync<Reservation>(
            reservationId,
            async (db, reservation, cancelled) =>
            {
                owed = null;
                if (string.Equals(reservation.Email, typed, StringComparison.Ordinal))
                {
                    return reservation;
                }

                var now = clock.GetUtcNow().UtcDateTime;
                reservation.Email = typed;
                var mail = DeskRules.MailAgain(reservation, house, now);
                if (!mail.Succeeded && (typed is not null || mail.Failure.Obstacle != Obstacle.NoEmail))
                {
                    return mail.Failure;
                }

                db.RemoveRange(await db.Tokens.Where(t => t.ReservationId == reservationId).ToListAsync(cancelled));
                db.Add(LogEntry.Of(by, LogAct.EmailCorrected, LogThing.Reservation, reservation.Id, detail: null, now));
                owed = mail.Succeeded ? Outbox.Owe(db, mail.Value, reservation, now) : null;
                return reservation;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
