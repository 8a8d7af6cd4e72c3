using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>The roles of staff accounts, and the links by which a password is set.</summary>
public static class StaffAccounts
{
    /// <summary>The role that a person has; null: none.</summary>
    public static Task<string?> RoleOfAsync(BookingDbContext db, int staffId, CancellationToken cancellationToken) => db.UserRoles
        .Where(held => held.UserId == staffId)
        .Join(db.Roles, held => held.RoleId, role => role.Id, (held, role) => role.Name)
        .OrderBy(name => name)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Gives a person this role and no other. A role that the database does not have yet is made.</summary>
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

    /// <summary>Whether the house has an Administrator, or once had: one who is switched off counts.</summary>
    public static Task<bool> HasAdministratorAsync(BookingDbContext db, CancellationToken cancellationToken) =>
        db.UserRoles.AnyAsync(held => db.Roles.Any(role => role.Id == held.RoleId && role.Name == StaffRoles.Administrator), cancellationToken);

    /// <summary>Whether this person is the only Administrator whose account is not disabled.</summary>
    /// <remarks>A use case that depends on the answer calls <see cref="TouchAdministratorRoleAsync"/> first.</remarks>
    public static async Task<bool> IsLastAdministratorAsync(BookingDbContext db, int staffId, CancellationToken cancellationToken)
    {
        var holders = db.UserRoles
            .Where(held => db.Roles.Any(role => role.Id == held.RoleId && role.Name == StaffRoles.Administrator))
            .Select(held => held.UserId);
        return await holders.ContainsAsync(staffId, cancellationToken)
            && !await db.Users.AnyAsync(u => u.Id != staffId && u.DisabledAt == null && holders.Contains(u.Id), cancellationToken);
    }

    /// <summary>
    /// Marks the Administrator's role as changed, so that of two use cases that change who holds it at the same time one loses the race and is
    /// tried again. For all that depends on <see cref="IsLastAdministratorAsync"/> or <see cref="HasAdministratorAsync"/>.
    /// </summary>
    public static async Task TouchAdministratorRoleAsync(BookingDbContext db, CancellationToken cancellationToken) =>
        (await RoleAsync(db, StaffRoles.Administrator, cancellationToken)).ConcurrencyStamp = Guid.NewGuid().ToString();

    /// <summary>Every link by which this person could still set a password dies.</summary>
    public static async Task EndLinksAsync(BookingDbContext db, int staffId, DateTime now, CancellationToken cancellationToken)
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
