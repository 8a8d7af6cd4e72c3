using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The party asks for its link once more. It holds a new link; earlier ones stay valid, for they went to the same
/// address. The same submission sent twice is one mail.
/// </summary>
public sealed class ResendLink(LockedReservation locked, Outbox outbox, TimeProvider clock)
{
    /// <param name="requestId">The hidden id of the form that was rendered.</param>
    /// <returns>
    /// The reservation, or: NotFound, BookingClosed, ReservationCancelled, ConfirmationTokenUsed,
    /// ConfirmationTokenExpired, NotPossible (as often as it may), TooManyRequests (within a minute), Busy.
    /// </returns>
    public async Task<Result<Reservation>> SendAsync(int reservationId, Guid requestId, CancellationToken cancellationToken)
    {
        var messageId = MessageId(reservationId, requestId);
        OutboxMail? owed = null;
        var result = await locked.RunAsync<Reservation>(
            reservationId,
            async (db, reservation, cancelled) =>
            {
                owed = null;
                if (await db.Outbox.AnyAsync(m => m.ReservationId == reservationId && m.MessageId == messageId, cancelled))
                {
                    return reservation;
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var mails = await db.PartyMailsAsync(reservationId, cancelled);
                if (mails.WhySettled(reservation, now) is { } settled)
                {
                    return settled;
                }

                // It will be sent by itself; a second one would only come beside it.
                if (mails.IsUnsent)
                {
                    return reservation;
                }

                if (mails.WhyNotAgain(reservation, now) is { } refusal)
                {
                    return refusal;
                }

                db.Add(AuditEntry.OfParty(AuditAction.MailSentAgain, reservation.Id, now));
                owed = Outbox.Add(db, MailKind.Confirmation, reservation, now);
                owed.MessageId = messageId;
                return reservation;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }

    // Made of both, so that nobody can give a mail the Message-ID of somebody else's.
    private static Guid MessageId(int reservationId, Guid requestId) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{reservationId} {requestId}"))).AsSpan(0, 16));
}
