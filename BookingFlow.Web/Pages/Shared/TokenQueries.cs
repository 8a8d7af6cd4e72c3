using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Looks up what a token in an address opens, for reading only.</summary>
public static class TokenQueries
{
    /// <returns>
    /// The token with its reservation, performance, show and room; null when the text is no token, nobody's, or one
    /// for another purpose.
    /// </returns>
    public static async Task<ReservationToken?> FindTokenAsync(
        this BookingDbContext db, string text, TokenPurpose purpose, CancellationToken cancellationToken)
    {
        if (!Token.TryParse(text, out var token))
        {
            return null;
        }

        var hash = token.Hash;
        return await db.Tokens.AsNoTracking()
            .Include(t => t.Reservation.Performance.Show)
            .Include(t => t.Reservation.Performance.Room)
            .SingleOrDefaultAsync(t => t.Hash == hash && t.Purpose == purpose, cancellationToken);
    }
}
