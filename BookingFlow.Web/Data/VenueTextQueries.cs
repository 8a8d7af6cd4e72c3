using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Queries for the pages that the venue writes itself, which the footer of every page and mail links to.</summary>
public static class VenueTextQueries
{
    /// <summary>Returns the kinds of texts that exist, in the order of their links. Reads the whole table, which has one row for each kind.</summary>
    public static async Task<IReadOnlyList<VenueTextKind>> VenueTextKindsAsync(this BookingDbContext db, CancellationToken cancellationToken) =>
        [.. (await db.VenueTexts.Select(t => t.Kind).ToListAsync(cancellationToken)).Order()];
}
