using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// Leads the holder of a confirmation link to the ticket of a reservation that is confirmed already, also when it was
/// confirmed by another of its links (a mail that was sent twice holds two). Takes no seats and changes no state, so
/// it needs no lock.
/// </summary>
public sealed class OpenTicket(WriteTransaction write)
{
    /// <returns>The ticket token that this link derives, or ConfirmationTokenInvalid when there is no ticket to lead to.</returns>
    public Task<Result<Token>> OpenAsync(Token link, CancellationToken cancellationToken) => write.RunAsync<Token>(
        actor: null,
        async context =>
        {
            var reservation = await context.Db.Tokens
                .Where(t => t.Hash == link.Hash && t.Purpose == TokenPurpose.Confirmation)
                .Select(t => t.Reservation)
                .SingleOrDefaultAsync(context.Cancellation);
            if (reservation?.Status != ReservationStatus.Confirmed)
            {
                return new Failure(FailureKind.ConfirmationTokenInvalid);
            }

            if (!await context.Db.Tokens.AnyAsync(t => t.Hash == link.Ticket.Hash, context.Cancellation))
            {
                context.Db.Add(ReservationToken.Of(link.Ticket, TokenPurpose.Ticket, reservation, context.Now));
                context.Db.Add(ReservationToken.Of(link.Ticket.CheckIn, TokenPurpose.CheckIn, reservation, context.Now));
            }

            return link.Ticket;
        },
        cancellationToken);
}
