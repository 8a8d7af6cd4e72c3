using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Finds the owner of an access token.</summary>
public static class AccessTokenQueries
{
    /// <summary>Finds a token that works: neither revoked nor expired, its owner's account enabled, with the token's role or a higher one.</summary>
    /// <param name="hash">See <see cref="AccessToken.Hash"/>.</param>
    /// <returns>Null if there is none.</returns>
    public static async Task<AccessTokenOwner?> FindAccessTokenAsync(
        this BookingDbContext db, byte[] hash, DateTime now, CancellationToken cancellationToken)
    {
        // One query, by unique keys.
        var found = await db.AccessTokens
            .Where(t => t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now)
            .Join(db.Users.Where(u => u.DisabledAt == null), t => t.StaffId, u => u.Id, (t, u) => new
            {
                Owner = new AccessTokenOwner(t.Id, u.Id, u.DisplayName, t.Role, t.LastUsedAt, t.LastAuditedAt),
                OwnRole = db.UserRoles.Where(r => r.UserId == u.Id)
                    .Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name).OrderBy(name => name).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is not null && StaffRoles.ForTokens(found.OwnRole).Contains(found.Owner.Role, StringComparer.Ordinal) ? found.Owner : null;
    }
}
