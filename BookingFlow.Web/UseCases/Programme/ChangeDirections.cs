using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Pages.Shows;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>The house tells otherwise how a room is found. Tickets and mails that come from now on say it.</summary>
public sealed class ChangeWayThere(WriteTransaction write, TimeProvider clock)
{
    /// <param name="directions">Empty: none.</param>
    /// <param name="mapAddress">Empty: none.</param>
    /// <returns>The room, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Room>> ChangeAsync(int roomId, string? directions, string? mapAddress, StaffPerson by, CancellationToken cancellationToken) => write.RunAsync<Room>(
        async (db, cancelled) =>
        {
            if (await db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, cancelled) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = WayThere.Check(directions, mapAddress);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var (before, after) = (new WayThere(room.Directions, room.MapAddress), check.Value);
            if (before != after)
            {
                db.Add(LogEntry.Of(by, LogAct.RoomDirectionsChanged, LogThing.Room, roomId, $"{Told(before)} → {Told(after)}", clock.GetUtcNow().UtcDateTime));
                (room.Directions, room.MapAddress) = (after.Directions, after.MapAddress);
            }

            return room;
        },
        cancellationToken);

    private static string Told(WayThere way) => $"{Short(way.Directions)}, {Short(way.MapAddress)}";

    private static string Short(string? text) => text switch
    {
        null => "–",
        { Length: > 100 } => $"{text[..100]}…",
        _ => text,
    };
}
