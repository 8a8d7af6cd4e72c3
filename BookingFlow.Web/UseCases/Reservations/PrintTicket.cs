namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// A ticket in the hand: the box office opens it on its own screen and prints it. The raw tokens of earlier tickets are
/// stored nowhere, so this one gets a chain of its own; earlier ones stay valid.
/// </summary>
public sealed class PrintTicket(LockedReservation locked)
{
    /// <returns>The ticket token of a new ticket, or: NotFound, NotPossible, Busy.</returns>
    public Task<Result<Token>> PrintAsync(int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Token>(
        actor,
        reservationId,
        (context, reservation) =>
        {
            if (DeskRules.WhyNoTicket(reservation) is { } refusal)
            {
                return refusal;
            }

            var ticket = Token.New();
            context.Db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, context.Now));
            context.Db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, context.Now));
            context.Audit(AuditAction.TicketPrinted, AuditSubject.Reservation, reservation.Id);
            return ticket;
        },
        cancellationToken);
}
