using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Opens another reservation of a group from the party's own page of one of them.</summary>
/// <remarks>
/// Its link is derived from the party token, so opening it again makes nothing more. A pending reservation gets a confirmation link with the expiry
/// that it has, by which the party can confirm it with fewer people or join its waiting list. Changes no state, so it needs no lock.
/// </remarks>
public sealed class OpenFromGroup(WriteTransaction write)
{
    /// <param name="party">The party token of one reservation.</param>
    /// <param name="reservationId">The reservation of the same group to open; it can be the same one.</param>
    /// <returns>The link to it, or: ConfirmationTokenInvalid (unknown, or not of this group), Busy.</returns>
    public Task<Result<OpenedReservation>> OpenAsync(Token party, int reservationId, CancellationToken cancellationToken) =>
        write.RunAsync<OpenedReservation>(
            actor: null,
            async context =>
            {
                var own = await context.Db.Tokens
                    .Where(t => t.Hash == party.Hash && t.Purpose == TokenPurpose.Party)
                    .Select(t => t.Reservation)
                    .SingleOrDefaultAsync(context.Cancellation);
                if (own is null
                    || await context.Db.GroupOf(own).SingleOrDefaultAsync(r => r.Id == reservationId, context.Cancellation) is not { } other)
                {
                    return new Failure(FailureKind.ConfirmationTokenInvalid);
                }

                var (link, isPending) = (party.OfGroup(reservationId), other.Status == ReservationStatus.Pending);
                if (isPending)
                {
                    await context.AddMissingTokenAsync(link, TokenPurpose.Confirmation, other, other.ExpiresAt);
                }

                await context.AddMissingTokenAsync(link.Party, TokenPurpose.Party, other);
                return new OpenedReservation(link, isPending);
            },
            cancellationToken);
}
