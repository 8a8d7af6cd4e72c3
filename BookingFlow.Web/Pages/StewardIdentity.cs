using System.Globalization;
using System.Security.Claims;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Pages.CheckIn;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages;

/// <summary>The signed-in person as the acts know a steward.</summary>
public static class StewardIdentity
{
    public static async Task<Steward> StewardAsync(this BookingDbContext db, ClaimsPrincipal person, DoorSetting door, CancellationToken cancellationToken)
    {
        var id = int.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
        return new Steward(id, await db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).SingleAsync(cancellationToken), door.PerformanceId, door.Name);
    }
}
