using System.Globalization;
using BookingFlow.Web.UseCases.Mail;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Mails a pending party its confirmation link again, by request of the party.</summary>
/// <remarks>The mail contains a new link. Earlier ones stay valid, because they went to the same address.</remarks>
public sealed class ResendLink(LockedReservation locked, MailRequestLimiter limiter)
{
    /// <param name="requestId">Hidden id of the form, so that a repeated submission sends one mail.</param>
    /// <param name="clientKey">From <see cref="ClientNetwork.KeyOf"/>.</param>
    /// <returns>
    /// The reservation, or: NotFound, BookingClosed, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotPossible (no requests left), TooManyRequests (within a minute), Busy.
    /// </returns>
    public Task<Result<Reservation>> SendAsync(int reservationId, Guid requestId, int clientKey, CancellationToken cancellationToken)
    {
        // Derived from both ids, so that a client cannot choose a request id that yields the Message-ID of another reservation's mail.
        var messageId = SubmissionId.Of(reservationId.ToString(CultureInfo.InvariantCulture), requestId.ToString());
        return locked.RunAsync<Reservation>(
            Actor.Party,
            reservationId,
            async (context, reservation) =>
            {
                if (await RepeatedSubmission.HasMailAsync(context, reservationId, messageId))
                {
                    return reservation;
                }

                var mails = await context.Db.PartyMailsAsync(reservationId, context.Cancellation);
                if (mails.CheckNewLink(reservation, context.Now) is { } notUsable)
                {
                    return notUsable;
                }

                // The unsent mail will be sent automatically; another one would only be a duplicate.
                if (mails.IsUnsent)
                {
                    return reservation;
                }

                if (mails.CheckResend(reservation, context.Now) is { } refusal)
                {
                    return refusal;
                }

                context.Audit(AuditAction.MailSentAgain, AuditSubject.Reservation, reservation.Id);
                var mail = context.Enqueue(MailKind.Confirmation, reservation);
                mail.MessageId = messageId;
                await limiter.ApplyAsync(context, mail, new MailRequest(reservation.Email!, clientKey));
                return reservation;
            },
            cancellationToken);
    }
}
