using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Finds reservations by their complete reference, or by the code of their ticket.</summary>
public static class ReferenceQueries
{
    /// <summary>Finds the id of the reservation with a reference or a scanned code.</summary>
    /// <param name="text">Text of a search field. A name can look like a reference; it counts as one only if such a reservation exists.</param>
    /// <returns>The id; null when the text is neither, or is unknown.</returns>
    public static async Task<int?> FindIdByCodeAsync(this BookingDbContext db, string? text, PublicLinks links, CancellationToken cancellationToken)
    {
        var scanned = ScannedCode.Read(text, links);
        if (await db.FindStoredAsync(scanned, cancellationToken) is { Token.Hash: var hash })
        {
            return await db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.CheckIn).Select(t => (int?)t.ReservationId)
                .SingleOrDefaultAsync(cancellationToken);
        }

        return scanned.Reference is { } reference
            ? await db.Reservations.Where(r => r.Reference == reference).Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken)
            : null;
    }
}
