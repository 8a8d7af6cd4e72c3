using BookingFlow.Web.Emails;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// The party's mail once more: the link while it is pending, the ticket once it is confirmed. It holds a new link;
/// earlier ones stay valid.
/// </summary>
public sealed class ResendMail(LockedReservation locked, Outbox outbox, BookingRules house, TimeProvider clock)
{
    /// <returns>The reservation, or: NotFound, NotPossible, Busy.</returns>
    public async Task<Result<Reservation>> SendAsync(int reservationId, Actor by, CancellationToken cancellationToken)
    {
        OutboxMail? owed = null;
        var result = await locked.RunAsync<Reservation>(
            reservationId,
            (db, reservation) =>
            {
                owed = null;
                var now = clock.GetUtcNow().UtcDateTime;
                var mail = DeskRules.MailAgain(reservation, house, now);
                if (!mail.Succeeded)
                {
                    return mail.Failure;
                }

                db.Add(AuditEntry.Of(by, AuditAction.MailSentAgain, AuditSubject.Reservation, reservation.Id, detail: null, now));
                owed = Outbox.Add(db, mail.Value, reservation, now);
                return reservation;
            },
            cancellationToken);

        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }
}
