using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Stores the hashes of links that were derived from another one, if they are not stored yet.</summary>
internal static class MissingTokens
{
    /// <param name="expiresAt">See <see cref="ReservationToken.ExpiresAt"/>.</param>
    public static async Task AddMissingTokenAsync(
        this UseCaseContext context, Token token, TokenPurpose purpose, Reservation reservation, DateTime? expiresAt = null)
    {
        var hash = token.Hash;
        if (!await context.Db.Tokens.AnyAsync(t => t.Hash == hash, context.Cancellation))
        {
            context.Db.Add(ReservationToken.Of(token, purpose, reservation, context.Now, expiresAt));
        }
    }
}
