using System.Globalization;
using System.Security.Claims;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>The signed-in person as the acts and the log know them.</summary>
public static class StewardIdentity
{
    /// <summary>Who is signed in, with the name as it is now. Somebody is: the page lets nobody else come so far.</summary>
    public static async Task<Actor> SignedInAsync(this BookingDbContext db, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var id = int.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
        return new Actor(id, await db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).SingleAsync(cancellationToken));
    }

    /// <summary>The same person at this door. Not for somebody at the shell of the server, who stands at none.</summary>
    public static Steward At(this Actor person, DoorSetting door) => new(person.Id!.Value, person.Name, door.PerformanceId, door.Name);
}
