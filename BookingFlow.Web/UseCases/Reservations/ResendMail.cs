using BookingFlow.Web.Data;
namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Mails a party its confirmation link or ticket again, by the box office: the link while it is pending, then the ticket.</summary>
/// <remarks>The mail contains a new link. Earlier ones stay valid.</remarks>
public sealed class ResendMail(LockedReservation locked, CurrentVenue current)
{
    /// <returns>The reservation, or: NotFound, NotPossible, Busy.</returns>
    public Task<Result<Reservation>> SendAsync(int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Reservation>(
        actor,
        reservationId,
        (context, reservation) =>
        {
            var mail = BoxOfficeRules.ChooseResendMail(reservation, current.Rules, context.Now);
            if (!mail.Succeeded)
            {
                return mail.Failure;
            }

            context.Audit(AuditAction.MailSentAgain, AuditSubject.Reservation, reservation.Id);
            context.Enqueue(mail.Value, reservation);
            return reservation;
        },
        cancellationToken);
}
