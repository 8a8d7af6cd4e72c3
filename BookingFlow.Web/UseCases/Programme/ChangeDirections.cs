using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes the directions to a room. Tickets and mails show the new directions from then on.</summary>
public sealed class ChangeDirections(WriteTransaction write)
{
    /// <param name="directions">As submitted; empty for none.</param>
    /// <param name="mapAddress">As submitted; empty for none.</param>
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
                context.Audit(AuditAction.RoomDirectionsChanged, AuditSubject.Room, roomId, $"{Summarize(before)} → {Summarize(after)}");
                (room.DirectionsText, room.MapAddress) = (after.Text, after.MapAddress);
            }

            return room;
        },
        cancellationToken);

    private static string Summarize(Directions directions) => $"{directions.Text.Excerpt(100)}, {directions.MapAddress.Excerpt(100)}";
}
