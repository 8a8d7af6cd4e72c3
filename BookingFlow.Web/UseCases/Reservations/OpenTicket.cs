using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Returns the ticket token for a confirmation link whose reservation is already confirmed.</summary>
/// <remarks>
/// The reservation may have been confirmed with another of its links, since a mail that is sent twice contains two different ones; then the
/// hashes of this link's ticket are added. Takes no seats and changes no state of the reservation, so it needs no lock.
/// </remarks>
public sealed class OpenTicket(WriteTransaction write)
{
    /// <param name="link">The confirmation token.</param>
    /// <returns>The ticket token derived from this link, or: ConfirmationTokenInvalid (unknown, or the reservation is not confirmed), Busy.</returns>
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
