using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>The house tells otherwise how a room is found. Tickets and mails that come from now on say it.</summary>
public sealed class ChangeDirections(WriteTransaction write)
{
    /// <param name="directions">Empty: none.</param>
    /// <param name="mapAddress">Empty: none.</param>
    /// <returns>The room, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Room>> ChangeAsync(
        int roomId, string? directions, string? mapAddress, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Room>(
        actor,
        async context =>
        {
            if (await context.Db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, context.Cancellation) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = Directions.Check(directions, mapAddress);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var (before, after) = (new Directions(room.DirectionsText, room.MapAddress), check.Value);
            if (before != after)
            {
                context.Audit(AuditAction.RoomDirectionsChanged, AuditSubject.Room, roomId, $"{Told(before)} → {Told(after)}");
                (room.DirectionsText, room.MapAddress) = (after.Text, after.MapAddress);
            }

            return room;
        },
        cancellationToken);

    private static string Told(Directions way) => $"{way.Text.Excerpt(100)}, {way.MapAddress.Excerpt(100)}";
}
