using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.People;

public static class PeopleQueries
{
    /// <summary>
    /// Those in whose name or address every word stands, in the order of names, of which several can be alike. A house has so few
    /// colleagues that their names are compared here, where case and accents can be left aside on both databases.
    /// </summary>
    public static async Task<IQueryable<PersonListing>> PeopleLikeAsync(this BookingDbContext db, string? typed, CancellationToken cancellationToken)
    {
        var people = db.Users.AsQueryable();
        var words = SearchText.Words(typed);
        if (words.Count > 0)
        {
            var all = await db.Users.OrderBy(u => u.Id).Select(u => new { u.Id, u.DisplayName, u.Email }).ToListAsync(cancellationToken);
            var found = all.Where(
                u => SearchText.Of(u.DisplayName, u.Email) is var text && words.All(word => text.Contains(word, StringComparison.Ordinal)))
                .Select(u => u.Id)
                .ToList();
            people = people.Where(u => found.Contains(u.Id));
        }

        return Listed(db, people.OrderBy(u => u.DisplayName).ThenBy(u => u.Id));
    }

    public static Task<PersonListing?> PersonAsync(this BookingDbContext db, int id, CancellationToken cancellationToken) =>
        Listed(db, db.Users.Where(u => u.Id == id)).SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<PersonListing> Listed(BookingDbContext db, IQueryable<StaffUser> people) => people.Select(u => new PersonListing(
        u.Id,
        u.DisplayName,
        u.Email!,
        db.UserRoles.Where(held => held.UserId == u.Id)
            .Join(db.Roles, held => held.RoleId, role => role.Id, (held, role) => role.Name)
            .OrderBy(name => name)
            .FirstOrDefault(),
        u.PasswordHash != null,
        u.TwoFactorEnabled,
        u.DisabledAt));
}
