using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Corrects the e-mail address of a reservation, and mails the confirmation link or the ticket to the new address.</summary>
/// <remarks>Earlier links and tickets went to a wrong address, so they are invalidated in the same transaction.</remarks>
public sealed class CorrectEmail(
    LockedReservation locked, LockedGroup group, CurrentVenue current, MailServerCapabilities mailServer, MailRequestLimiter limiter)
{
    /// <summary>Corrects the address by the box office.</summary>
    /// <param name="email">As submitted; empty if the party has none.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (cancelled, expired, over), Busy.</returns>
    public async Task<Result<Reservation>> CorrectAsync(int reservationId, string? email, Actor actor, CancellationToken cancellationToken)
    {
        var typed = EmailAddress.Read(email);
        return Check(typed) is { } wrong
            ? Failure.InvalidInput(wrong)
            : await locked.RunAsync<Reservation>(
                actor,
                reservationId,
                (context, reservation) => CorrectAsync(
                    context, reservation, [reservation], typed, () => Task.FromResult(ChooseMail(reservation, context.Now)), clientKey: null),
                cancellationToken);
    }

    /// <summary>
    /// Corrects the address by the party itself, while its reservation is pending; that of the others that it made with the same form, too.
    /// </summary>
    /// <param name="email">As submitted; required.</param>
    /// <param name="clientKey">From <see cref="ClientNetwork.KeyOf"/>.</param>
    /// <returns>
    /// The reservation, or: NotFound, InvalidInput, BookingClosed, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotPossible (no requests left), Busy.
    /// </returns>
    public async Task<Result<Reservation>> CorrectByPartyAsync(
        int reservationId, string? email, int clientKey, CancellationToken cancellationToken)
    {
        var typed = EmailAddress.Read(email);
        return (FieldChecks.Required(FormField.Email, typed) ?? Check(typed)) is { } wrong
            ? Failure.InvalidInput(wrong)
            : await group.RunAsync<Reservation>(
                Actor.Party,
                db => db.Reservations.Where(r => r.Id == reservationId),
                FailureKind.NotFound,
                (context, reservation, all) => CorrectAsync(
                    context, reservation, [.. all.Where(r => r == reservation || r.Status == ReservationStatus.Pending)], typed,
                    () => ChooseMailForPartyAsync(context, reservation), clientKey),
                cancellationToken);
    }

    private InvalidField? Check(string? typed) => FieldChecks.Email(FormField.Email, typed, required: false, mailServer.AllowsNonAsciiEmail);

    /// <param name="reservation">The one that is mailed.</param>
    /// <param name="all">All whose address is corrected, that one included.</param>
    /// <param name="chooseMailAsync">Returns which mail to send, or why none can be sent; called with the new address set.</param>
    /// <param name="clientKey">Null for the box office, whose mails are not limited.</param>
    private async Task<Result<Reservation>> CorrectAsync(
        UseCaseContext context,
        Reservation reservation,
        IReadOnlyList<Reservation> all,
        string? typed,
        Func<Task<Result<MailChoice>>> chooseMailAsync,
        int? clientKey)
    {
        if (string.Equals(reservation.Email, typed, StringComparison.Ordinal))
        {
            return reservation;
        }

        reservation.Email = typed;
        var mail = await chooseMailAsync();
        if (!mail.Succeeded)
        {
            return mail.Failure;
        }

        foreach (var corrected in all)
        {
            corrected.Email = typed;
            context.Db.RemoveRange(await context.Db.Tokens.Where(t => t.ReservationId == corrected.Id).ToListAsync(context.Cancellation));
            context.Audit(AuditAction.EmailCorrected, AuditSubject.Reservation, corrected.Id);
        }

        if (mail.Value.Kind is { } kind)
        {
            await GiveUpEarlierAsync(context, [.. all.Select(r => (int?)r.Id)], kind);
            var enqueued = context.Enqueue(kind, reservation);
            if (clientKey is { } client)
            {
                await limiter.ApplyAsync(context, enqueued, new MailRequest(typed!, client));
            }
        }

        return reservation;
    }

    // A mail goes to the address that the reservation has when it is sent, so an earlier one would go to the new address, too.
    private static async Task GiveUpEarlierAsync(UseCaseContext context, int?[] reservationIds, MailKind kind)
    {
        var earlier = context.Db.Outbox
            .Where(m => EF.Parameter(reservationIds).Contains(m.ReservationId) && m.Kind == kind && m.SentAt == null)
            .AsAsyncEnumerable();
        await foreach (var mail in earlier.WithCancellation(context.Cancellation))
        {
            if (mail.IsUnsent || mail.IsHeldBack)
            {
                mail.GiveUp(OutboxMail.AddressCorrected, context.Now);
            }
        }
    }

    // Removing the address is allowed; no mail is sent then.
    private Result<MailChoice> ChooseMail(Reservation reservation, DateTime now)
    {
        var mail = BoxOfficeRules.ChooseResendMail(reservation, current.Rules, now);
        if (mail.Succeeded)
        {
            return new MailChoice(mail.Value);
        }

        return reservation.Email is null && mail.Failure.Obstacle == Obstacle.NoEmail ? new MailChoice(Kind: null) : mail.Failure;
    }

    private static async Task<Result<MailChoice>> ChooseMailForPartyAsync(UseCaseContext context, Reservation reservation) =>
        (await context.Db.PartyMailsAsync(reservation.Id, context.Cancellation)).CheckAddressChange(reservation, context.Now) is { } refusal
            ? refusal
            : new MailChoice(MailKind.Confirmation);

    private sealed record MailChoice(MailKind? Kind);
}
