using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Queries by the token in an address.</summary>
public static class TokenQueries
{
    /// <summary>Finds a token by its raw text, without tracking.</summary>
    /// <returns>
    /// The token with its reservation, performance, show and room; null when the text is malformed, unknown or of another purpose.
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
