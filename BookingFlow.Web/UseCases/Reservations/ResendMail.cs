namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The party's mail once more: the link while it is pending, the ticket once it is confirmed. It holds a new link;
/// earlier ones stay valid.
/// </summary>
public sealed class ResendMail(LockedReservation locked, BookingRules house)
{
    /// <returns>The reservation, or: NotFound, NotPossible, Busy.</returns>
    public Task<Result<Reservation>> SendAsync(int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Reservation>(
        actor,
        reservationId,
        (context, reservation) =>
        {
            var mail = DeskRules.MailAgain(reservation, house, context.Now);
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
