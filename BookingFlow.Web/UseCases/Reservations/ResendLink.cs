using System.Globalization;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The party asks for its link once more. It holds a new link; earlier ones stay valid, for they went to the same
/// address. The same submission sent twice is one mail.
/// </summary>
public sealed class ResendLink(LockedReservation locked)
{
    /// <param name="requestId">The hidden id of the form that was rendered.</param>
    /// <returns>
    /// The reservation, or: NotFound, BookingClosed, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotPossible (as often as it may), TooManyRequests (within a minute), Busy.
    /// </returns>
    public Task<Result<Reservation>> SendAsync(int reservationId, Guid requestId, CancellationToken cancellationToken)
    {
        // Made of both, so that no request can give its mail the Message-ID of another reservation's.
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
                if (mails.WhySettled(reservation, context.Now) is { } settled)
                {
                    return settled;
                }

                // It will be sent by itself; a second one would only come beside it.
                if (mails.IsUnsent)
                {
                    return reservation;
                }

                if (mails.WhyNotAgain(reservation, context.Now) is { } refusal)
                {
                    return refusal;
                }

                context.Audit(AuditAction.MailSentAgain, AuditSubject.Reservation, reservation.Id);
                context.Enqueue(MailKind.Confirmation, reservation).MessageId = messageId;
                return reservation;
            },
            cancellationToken);
    }
}
