using System.Globalization;
using System.Security.Claims;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Converts the signed-in user to the actor that use cases and the audit log expect.</summary>
public static class ActorQueries
{
    /// <summary>
    /// Reads the signed-in staff member with the current display name, or the volunteer at a paired device. The authorization policy ensures that
    /// the user exists.
    /// </summary>
    public static async Task<Actor> FindActorAsync(this BookingDbContext db, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.PairedDeviceId() is { } deviceId)
        {
            return (await db.PairedDevices.AsNoTracking().SingleAsync(d => d.Id == deviceId, cancellationToken)).Actor;
        }

        var id = int.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
        return new Actor(id, await db.Users.Where(u => u.Id == id).Select(u => u.DisplayName).SingleAsync(cancellationToken));
    }

    /// <summary>Returns the actor as a steward at a door. The actor must have a staff id; one at the server's command line has none.</summary>
    public static Steward AsSteward(this Actor actor, DoorSetting door) => new(actor.Id!.Value, actor.Name, door.PerformanceId, door.Name);
}
