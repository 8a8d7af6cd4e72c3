namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A ticket in the hand: the box office opens it on its own screen and prints it. The raw tokens of earlier tickets are
/// stored nowhere, so this one gets a chain of its own; earlier ones stay valid.
/// </summary>
public sealed class PrintTicket(LockedReservation locked, TimeProvider clock)
{
    /// <returns>The ticket token of a new ticket, or: NotFound, NotPossible, Busy.</returns>
    public Task<Result<Token>> PrintAsync(int reservationId, Actor by, CancellationToken cancellationToken) => locked.RunAsync<Token>(
        reservationId,
        (db, reservation) =>
        {
            if (DeskRules.WhyNoTicket(reservation) is { } refusal)
            {
                return refusal;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var ticket = Token.New();
            db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, now));
            db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, now));
            db.Add(AuditEntry.Of(by, AuditAction.TicketPrinted, AuditSubject.Reservation, reservation.Id, detail: null, now));
            return ticket;
        },
        cancellationToken);
}
