using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Looks up staff links (setup, set password) without tracking them.</summary>
public static class StaffLinkQueries
{
    /// <summary>Finds a valid staff link by the token in its address.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>The raw token and the id of the account; null when the text is no token, or the link is unknown, used or expired.</returns>
    public static async Task<(Token Token, int? StaffId)?> FindLinkAsync(
        this BookingDbContext db, string text, StaffLinkPurpose purpose, DateTime now, CancellationToken cancellationToken)
    {
        if (!Token.TryParse(text, out var token))
        {
            return null;
        }

        var hash = token.Hash;
        return await db.StaffLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Hash == hash && l.Purpose == purpose, cancellationToken) is { } link
            && link.IsUsable(now)
            ? (token, link.StaffId)
            : null;
    }
}
