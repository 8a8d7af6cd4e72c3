namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Creates a ticket for the box office to print.</summary>
/// <remarks>The raw tokens of earlier tickets are not stored, so the ticket gets new tokens. Earlier tickets stay valid.</remarks>
public sealed class PrintTicket(LockedReservation locked)
{
    /// <returns>The ticket token of a new ticket, or: NotFound, NotPossible, Busy.</returns>
    public Task<Result<Token>> PrintAsync(int reservationId, Actor actor, CancellationToken cancellationToken) => locked.RunAsync<Token>(
        actor,
        reservationId,
        (context, reservation) =>
        {
            if (BoxOfficeRules.CheckPrintTicket(reservation) is { } refusal)
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
