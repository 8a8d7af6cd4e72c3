using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Somebody who types a whole reference means that one.</summary>
public static class ReferenceQueries
{
    /// <summary>Whose it is; null: nobody's, or what was typed is none. A name that looks like one is one only if somebody has it.</summary>
    public static async Task<int?> IdOfReferenceAsync(this BookingDbContext db, string? typed, CancellationToken cancellationToken) =>
        Reference.Read(typed) is { } reference
            ? await db.Reservations.Where(r => r.Reference == reference).Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken)
            : null;
}
