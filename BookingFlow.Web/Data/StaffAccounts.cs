using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Reads and changes the roles of staff accounts, and revokes their links for setting a password.</summary>
public static class StaffAccounts
{
    /// <summary>Returns the role name of a staff member, or null if the account has no role or does not exist.</summary>
    public static Task<string?> GetRoleAsync(BookingDbContext db, int staffId, CancellationToken cancellationToken) => db.UserRoles
        .Where(held => held.UserId == staffId)
        .Join(db.Roles, held => held.RoleId, role => role.Id, (held, role) => role.Name)
        .OrderBy(name => name)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Makes this the only role of a staff member; the caller saves. Creates the role if the database does not have it.</summary>
    public static async Task SetRoleAsync(BookingDbContext db, int staffId, string role, CancellationToken cancellationToken)
    {
        var wanted = await RoleAsync(db, role, cancellationToken);
        var held = await db.UserRoles.Where(r => r.UserId == staffId).ToListAsync(cancellationToken);
        db.RemoveRange(held.Where(r => r.RoleId != wanted.Id));
        if (held.TrueForAll(r => r.RoleId != wanted.Id))
        {
            db.Add(new IdentityUserRole<int> { UserId = staffId, RoleId = wanted.Id });
        }
    }

    /// <summary>Whether any account, enabled or disabled, is an Administrator.</summary>
    public static Task<bool> HasAdministratorAsync(BookingDbContext db, CancellationToken cancellationToken) =>
        db.UserRoles.AnyAsync(held => db.Roles.Any(role => role.Id == held.RoleId && role.Name == StaffRoles.Administrator), cancellationToken);

    /// <summary>Whether this is the only enabled Administrator account.</summary>
    /// <remarks>A use case that depends on the answer calls <see cref="TouchAdministratorRoleAsync"/> first.</remarks>
    public static async Task<bool> IsLastAdministratorAsync(BookingDbContext db, int staffId, CancellationToken cancellationToken)
    {
        var holders = db.UserRoles
            .Where(held => db.Roles.Any(role => role.Id == held.RoleId && role.Name == StaffRoles.Administrator))
            .Select(held => held.UserId);
        return await holders.ContainsAsync(staffId, cancellationToken)
            && !await db.Users.AnyAsync(u => u.Id != staffId && u.DisabledAt == null && holders.Contains(u.Id), cancellationToken);
    }

    /// <summary>Changes the concurrency stamp of the Administrator role, so that concurrent changes of Administrators conflict.</summary>
    /// <remarks>
    /// Of two such use cases one fails with a concurrency exception and is retried. Called by every use case that depends on
    /// <see cref="IsLastAdministratorAsync"/> or <see cref="HasAdministratorAsync"/>; without it, two Administrators could disable each other.
    /// </remarks>
    public static async Task TouchAdministratorRoleAsync(BookingDbContext db, CancellationToken cancellationToken) =>
        (await RoleAsync(db, StaffRoles.Administrator, cancellationToken)).ConcurrencyStamp = Guid.NewGuid().ToString();

    /// <summary>Invalidates all unused links with which this staff member could set a password; the caller saves.</summary>
    public static async Task RevokeLinksAsync(BookingDbContext db, int staffId, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var link in await db.StaffLinks.Where(l => l.StaffId == staffId && l.UsedAt == null).ToListAsync(cancellationToken))
        {
            link.Use(now);
        }
    }

    private static async Task<IdentityRole<int>> RoleAsync(BookingDbContext db, string name, CancellationToken cancellationToken)
    {
        var normalized = name.ToUpperInvariant();
        if (await db.Roles.SingleOrDefaultAsync(role => role.NormalizedName == normalized, cancellationToken) is { } role)
        {
            return role;
        }

        var added = db.Add(new IdentityRole<int>(name) { NormalizedName = normalized }).Entity;
        await db.SaveChangesAsync(cancellationToken);
        return added;
    }
}
