using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Finds reservations by their complete reference.</summary>
public static class ReferenceQueries
{
    /// <summary>Finds the id of the reservation with a reference.</summary>
    /// <param name="text">Text of a search field. A name can look like a reference; it counts as one only if such a reservation exists.</param>
    /// <returns>The id; null when the text is no reference, or the reference is unknown.</returns>
    public static async Task<int?> FindIdByReferenceAsync(this BookingDbContext db, string? text, CancellationToken cancellationToken) =>
        Reference.Read(text) is { } reference
            ? await db.Reservations.Where(r => r.Reference == reference).Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken)
            : null;
}
