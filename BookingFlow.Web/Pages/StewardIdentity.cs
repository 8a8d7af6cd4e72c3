using System.Globalization;
using System.Security.Claims;
using BookingFlow.Web.Booking;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages;

/// <summary>The signed-in person as the acts know a steward.</summary>
public static class StewardIdentity
{
    /// <param name="doorOf">The performance that this door is set to; null: any whose doors are open.</param>
    public static async Task<Steward> StewardAsync(this BookingDbContext db, ClaimsPrincipal person, int? doorOf, CancellationToken cancellationToken)
    {
        var id = int.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
        return new Steward(id, await db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).SingleAsync(cancellationToken), doorOf);
    }
}
