using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Queries of staff accounts.</summary>
public static class PeopleQueries
{
    /// <summary>Finds the staff members that have every word of the text in their name or e-mail address, ordered by name.</summary>
    /// <remarks>
    /// Names are compared in memory: there are few accounts, and this ignores case and accents alike on both databases.
    /// </remarks>
    /// <param name="text">Search text; null or blank: all.</param>
    public static async Task<IQueryable<PersonListing>> SearchPeopleAsync(this BookingDbContext db, string? text, CancellationToken cancellationToken)
    {
        var people = db.Users.AsQueryable();
        var words = SearchText.Words(text);
        if (words.Count > 0)
        {
            var all = await db.Users.OrderBy(u => u.Id).Select(u => new { u.Id, u.DisplayName, u.Email }).ToListAsync(cancellationToken);
            var found = all.Where(
                u => SearchText.Of(u.DisplayName, u.Email) is var key && words.All(word => key.Contains(word, StringComparison.Ordinal)))
                .Select(u => u.Id)
                .ToList();
            people = people.Where(u => found.Contains(u.Id));
        }

        return SelectListings(db, people.OrderBy(u => u.DisplayName).ThenBy(u => u.Id));
    }

    /// <summary>Finds a staff account; null when the id is unknown.</summary>
    public static Task<PersonListing?> FindPersonAsync(this BookingDbContext db, int id, CancellationToken cancellationToken) =>
        SelectListings(db, db.Users.Where(u => u.Id == id)).SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<PersonListing> SelectListings(BookingDbContext db, IQueryable<StaffUser> users) => users.Select(u => new PersonListing(
        u.Id,
        u.DisplayName,
        u.Email!,
        db.UserRoles.Where(userRole => userRole.UserId == u.Id)
            .Join(db.Roles, userRole => userRole.RoleId, role => role.Id, (userRole, role) => role.Name)
            .OrderBy(name => name)
            .FirstOrDefault(),
        u.PasswordHash != null,
        u.TwoFactorEnabled,
        u.DisabledAt));
}
