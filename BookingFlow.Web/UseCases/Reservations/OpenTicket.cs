using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Opens the party's page and the ticket of a confirmed reservation from a link that was not used to confirm it.</summary>
/// <remarks>
/// The reservation may have been confirmed with another of its links, since a mail that is sent twice contains two different ones; then the
/// hashes of this link's own tokens are added. Takes no seats and changes no state of the reservation, so it needs no lock.
/// </remarks>
public sealed class OpenTicket(WriteTransaction write)
{
    /// <param name="link">The confirmation token, or the party token.</param>
    /// <param name="purpose">Which of the two it is.</param>
    /// <returns>The party token of this link, or: ConfirmationTokenInvalid (unknown, or the reservation is not confirmed), Busy.</returns>
    public Task<Result<Token>> OpenAsync(Token link, TokenPurpose purpose, CancellationToken cancellationToken) => write.RunAsync<Token>(
        actor: null,
        async context =>
        {
            var reservation = await context.Db.Tokens
                .Where(t => t.Hash == link.Hash && t.Purpose == purpose)
                .Select(t => t.Reservation)
                .SingleOrDefaultAsync(context.Cancellation);
            if (reservation?.Status != ReservationStatus.Confirmed)
            {
                return new Failure(FailureKind.ConfirmationTokenInvalid);
            }

            var party = purpose == TokenPurpose.Confirmation ? link.Party : link;
            await context.AddMissingTokenAsync(party, TokenPurpose.Party, reservation);
            await context.AddMissingTokenAsync(party.Ticket, TokenPurpose.Ticket, reservation);
            await context.AddMissingTokenAsync(party.Ticket.CheckIn, TokenPurpose.CheckIn, reservation);
            return party;
        },
        cancellationToken);
}
