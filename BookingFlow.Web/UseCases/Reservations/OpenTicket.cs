using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>
/// Leads the holder of a confirmation link to the ticket of a reservation that is confirmed already, also when it was
/// confirmed by another of its links (a mail that was sent twice holds two). Takes no seats and changes no state, so
/// it needs no lock.
/// </summary>
public sealed class OpenTicket(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The ticket token that this link derives, or ConfirmationTokenInvalid when there is no ticket to lead to.</returns>
    public Task<Result<Token>> OpenAsync(Token link, CancellationToken cancellationToken) => write.RunAsync<Token>(
        async (db, cancelled) =>
        {
            var reservation = await db.Tokens
                .Where(t => t.Hash == link.Hash && t.Purpose == TokenPurpose.Confirmation)
                .Select(t => t.Reservation)
                .SingleOrDefaultAsync(cancelled);
            if (reservation?.Status != ReservationStatus.Confirmed)
            {
                return new Failure(FailureKind.ConfirmationTokenInvalid);
            }

            if (!await db.Tokens.AnyAsync(t => t.Hash == link.Ticket.Hash, cancelled))
            {
                var now = clock.GetUtcNow().UtcDateTime;
                db.Add(ReservationToken.Of(link.Ticket, TokenPurpose.Ticket, reservation, now));
                db.Add(ReservationToken.Of(link.Ticket.CheckIn, TokenPurpose.CheckIn, reservation, now));
            }

            return link.Ticket;
        },
        cancellationToken);
}
