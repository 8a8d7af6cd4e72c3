using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Looks up what a staff link in an address does, for reading only.</summary>
public static class StaffLinkQueries
{
    /// <summary>The raw token; null when the text is none, or a link that does nothing any more.</summary>
    public static async Task<(Token Token, int? StaffId)?> FindLinkAsync(
        this BookingDbContext db, string text, StaffLinkPurpose purpose, DateTime now, CancellationToken cancellationToken)
    {
        if (!Token.TryParse(text, out var token))
        {
            return null;
        }

        var hash = token.Hash;
        return await db.StaffLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash && l.Purpose == purpose, cancellationToken) is { } link
            && link.IsGood(now)
            ? (token, link.StaffId)
            : null;
    }
}
