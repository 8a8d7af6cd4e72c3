using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A mistyped address is put right, and the link or the ticket goes to the right one. What was mailed before went to
/// somebody else, so those links and tickets stop working in the same transaction.
/// </summary>
public sealed class CorrectEmail(LockedReservation locked, BookingRules house)
{
    /// <param name="email">As it was typed; empty: the party has none.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (cancelled, expired, over), Busy.</returns>
    public Task<Result<Reservation>> CorrectAsync(int reservationId, string? email, Actor actor, CancellationToken cancellationToken) => CorrectAsync(
        reservationId,
        FieldChecks.Tidy(email),
        (context, reservation) => Task.FromResult(ChooseMail(reservation, context.Now)),
        actor,
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
            : await CorrectAsync(reservationId, typed, ChooseMailForPartyAsync, Actor.Party, cancellationToken);
    }

    /// <param name="chooseMailAsync">Which mail the new address gets, or why none can be sent; asked under the lock, with the new address.</param>
    private async Task<Result<Reservation>> CorrectAsync(
        int reservationId,
        string? typed,
        Func<UseCaseContext, Reservation, Task<Result<MailChoice>>> chooseMailAsync,
        Actor actor,
        CancellationToken cancellationToken)
    {
        if (FieldChecks.Email(FormField.Email, typed, required: false) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        return await locked.RunAsync<Reservation>(
            actor,
            reservationId,
            async (context, reservation) =>
            {
                if (string.Equals(reservation.Email, typed, StringComparison.Ordinal))
                {
                    return reservation;
                }

                reservation.Email = typed;
                var mail = await chooseMailAsync(context, reservation);
                if (!mail.Succeeded)
                {
                    return mail.Failure;
                }

                context.Db.RemoveRange(await context.Db.Tokens.Where(t => t.ReservationId == reservationId).ToListAsync(context.Cancellation));
                context.Audit(AuditAction.EmailCorrected, AuditSubject.Reservation, reservationId);
                if (mail.Value.Kind is { } kind)
                {
                    context.Enqueue(kind, reservation);
                }

                return reservation;
            },
            cancellationToken);
    }

    // An address can be taken away: then nothing is mailed.
    private Result<MailChoice> ChooseMail(Reservation reservation, DateTime now)
    {
        var mail = DeskRules.MailAgain(reservation, house, now);
        if (mail.Succeeded)
        {
            return new MailChoice(mail.Value);
        }

        return reservation.Email is null && mail.Failure.Obstacle == Obstacle.NoEmail ? new MailChoice(Kind: null) : mail.Failure;
    }

    private static async Task<Result<MailChoice>> ChooseMailForPartyAsync(UseCaseContext context, Reservation reservation) =>
        (await context.Db.PartyMailsAsync(reservation.Id, context.Cancellation)).WhyNotElsewhere(reservation, context.Now) is { } refusal
            ? refusal
            : new MailChoice(MailKind.Confirmation);

    private sealed record MailChoice(MailKind? Kind);
}
