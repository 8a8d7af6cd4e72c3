using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A mistyped address is put right, and the link or the ticket goes to the right one. What was mailed before went to
/// somebody else, so those links and tickets stop working in the same transaction.
/// </summary>
public sealed class CorrectEmail(LockedReservation locked, Outbox outbox, BookingRules house, TimeProvider clock)
{
    /// <param name="email">As it was typed; empty: the party has none.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (cancelled, expired, over), Busy.</returns>
    public Task<Result<Reservation>> CorrectAsync(int reservationId, string? email, Actor by, CancellationToken cancellationToken) => CorrectAsync(
        reservationId,
        FieldChecks.Tidy(email),
        (_, reservation, now, _) => Task.FromResult(WhichMail(reservation, now)),
        now => AuditEntry.Of(by, AuditAction.EmailCorrected, AuditSubject.Reservation, reservationId, detail: null, now),
        cancellationToken);

    /// <summary>The same by the party itself, while its reservation is pending.</summary>
    /// <param name="email">As it was typed; without one there would be nowhere to send the link.</param>
    /// <returns>
    /// The reservation, or: NotFound, InvalidInput, BookingClosed, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotPossible (as often as it may), Busy.
    /// </returns>
    public async Task<Result<Reservation>> CorrectByPartyAsync(int reservationId, string? email, CancellationToken cancellationToken)
    {
        var typed = FieldChecks.Tidy(email);
        return FieldChecks.Required(FormField.Email, typed) is { } missing
            ? Failure.InvalidInput(missing)
            : await CorrectAsync(
                reservationId,
                typed,
                async (db, reservation, now, cancelled) =>
                    (await db.PartyMailsAsync(reservationId, cancelled)).WhyNotElsewhere(reservation, now) is { } refusal ? refusal : Owed(MailKind.Confirmation),
                now => AuditEntry.OfParty(AuditAction.EmailCorrected, reservationId, now),
                cancellationToken);
    }

    /// <param name="mailed">Which mail the new address gets, or why none can be sent; asked under the lock, with the new address.</param>
    private async Task<Result<Reservation>> CorrectAsync(
        int reservationId,
        string? typed,
        Func<BookingDbContext, Reservation, DateTime, CancellationToken, Task<Result<WhichKind>>> mailed,
        Func<DateTime, AuditEntry> written,
        CancellationToken cancellationToken)
    {
        if (FieldChecks.Email(FormField.Email, typed, required: false) is { } wrong)
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
                var mail = await mailed(db, reservation, now, cancelled);
                if (!mail.Succeeded)
                {
                    return mail.Failure;
                }

                db.RemoveRange(await db.Tokens.Where(t => t.ReservationId == reservationId).ToListAsync(cancelled));
                db.Add(written(now));
                owed = mail.Value.Kind is { } kind ? Outbox.Add(db, kind, reservation, now) : null;
                return reservation;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }

    // An address can be taken away: then nothing is mailed.
    private Result<WhichKind> WhichMail(Reservation reservation, DateTime now)
    {
        var mail = DeskRules.MailAgain(reservation, house, now);
        if (mail.Succeeded)
        {
            return Owed(mail.Value);
        }

        return reservation.Email is null && mail.Failure.Obstacle == Obstacle.NoEmail ? Owed(null) : mail.Failure;
    }

    private static WhichKind Owed(MailKind? kind) => new(kind);

    private sealed record WhichKind(MailKind? Kind);
}
