using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Mails a party its confirmation link or ticket again, by the box office: the link while it is pending, then the ticket.</summary>
/// <remarks>The mail contains a new link. Earlier ones stay valid. Mails that were held back are replaced by it.</remarks>
public sealed class ResendMail(LockedReservation locked, CurrentVenue current)
{
    /// <returns>The reservation, or: NotFound, NotPossible, Busy.</returns>
    public Task<Result<Reservation>> SendAsync(int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Reservation>(
        actor,
        reservationId,
        async (context, reservation) =>
        {
            var mail = BoxOfficeRules.ChooseResendMail(reservation, current.Rules, context.Now);
            if (!mail.Succeeded)
            {
                return mail.Failure;
            }

            context.Audit(AuditAction.MailSentAgain, AuditSubject.Reservation, reservation.Id);
            await foreach (var heldBack in context.Db.Outbox.Where(MailStates.Matches(MailState.HeldBack))
                .Where(m => m.ReservationId == reservationId).AsAsyncEnumerable().WithCancellation(context.Cancellation))
            {
                heldBack.GiveUp(OutboxMail.SentByStaff, context.Now);
            }

            context.Enqueue(mail.Value, reservation);
            return reservation;
        },
        cancellationToken);
}
