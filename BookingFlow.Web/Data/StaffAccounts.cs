using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Data;

/// <summary>
/// Identity's accounts inside an act's own transaction: what it saves there is committed together with the log entry and the
/// owed mail, or not at all.
/// </summary>
public sealed class StaffAccounts(IOptions<IdentityOptions> options, ILogger<UserManager<StaffUser>> log)
{
    /// <summary>What holds for every account; the web's own sign-in has the same rules from here.</summary>
    public static void Rules(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the address, and addresses have signs that Identity would refuse.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = NewPassword.Shortest;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        // A stranger could lock a steward out with it on opening night; SignInThrottle slows the stranger down instead.
        options.Lockout.AllowedForNewUsers = false;
    }

    public UserManager<StaffUser> In(BookingDbContext db)
    {
        var people = new UserManager<StaffUser>(
            new StaffStore(db), options, new PasswordHasher<StaffUser>(), [new UserValidator<StaffUser>()], [new PasswordValidator<StaffUser>()],
            new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), services: null!, log);
        people.RegisterTokenProvider(TokenOptions.DefaultAuthenticatorProvider, new AuthenticatorTokenProvider<StaffUser>());
        return people;
    }

    /// <summary>What can only fail because somebody else was faster, or because of a bug: both end the attempt.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the account meanwhile; the act is tried again.</exception>
    public static void Demand(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return;
        }

        var codes = string.Join(", ", result.Errors.Select(error => error.Code));
        throw result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? new DbUpdateConcurrencyException(codes)
            : new InvalidOperationException($"The account could not be changed: {codes}.");
    }

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

    /// <summary>
    /// Whether nobody else could administer the house. Whoever asks marks the role as changed, so that of two Administrators
    /// who switch each other off at the same moment one loses the race and is asked anew.
    /// </summary>
    public static async Task<bool> IsLastAdministratorAsync(BookingDbContext db, int staffId, CancellationToken cancellationToken)
    {
        var role = await RoleAsync(db, StaffRoles.Administrator, cancellationToken);
        role.ConcurrencyStamp = Guid.NewGuid().ToString();
        var holders = db.UserRoles.Where(held => held.RoleId == role.Id).Select(held => held.UserId);
        return await holders.ContainsAsync(staffId, cancellationToken)
            && !await db.Users.AnyAsync(u => u.Id != staffId && u.DisabledAt == null && holders.Contains(u.Id), cancellationToken);
    }

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
