using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Which pages the house has written of itself: what the foot of every page and mail links to.</summary>
public static class VenueTextQueries
{
    /// <summary>In the order in which they are linked. The table has a row for each page, so it is asked whole.</summary>
    public static async Task<IReadOnlyList<VenueTextKind>> WrittenTextsAsync(this BookingDbContext db, CancellationToken cancellationToken) =>
        [.. (await db.VenueTexts.Select(t => t.Kind).ToListAsync(cancellationToken)).Order()];
}
