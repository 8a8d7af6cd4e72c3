using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Takes a room out of use, so that no more performances can be planned in it, or back into use.</summary>
public sealed class RetireRoom(WriteTransaction write)
{
    /// <summary>Takes the room out of use.</summary>
    /// <returns>The room, or: NotFound, NotPossible (it has upcoming performances), Busy.</returns>
    public Task<Result<Room>> RetireAsync(int roomId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Room>(
        actor,
        async context =>
        {
            await PerformanceLock.WaitForRoomAsync(context.Db, roomId, context.Cancellation);
            if (await context.Db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, context.Cancellation) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (await context.Db.Performances.AnyAsync(
                p => p.RoomId == roomId && p.StartsAt > context.Now && p.CancelledAt == null, context.Cancellation))
            {
                return Failure.NotPossible(Obstacle.RoomHasPerformances);
            }

            if (room.RetiredAt is null)
            {
                room.RetiredAt = context.Now;
                context.Audit(AuditAction.RoomRetired, AuditSubject.Room, roomId, room.Name);
            }

            return room;
        },
        cancellationToken);

    /// <summary>Takes the room back into use.</summary>
    /// <returns>The room, or: NotFound, Busy.</returns>
    public Task<Result<Room>> ReopenAsync(int roomId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Room>(
        actor,
        async context =>
        {
            if (await context.Db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, context.Cancellation) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (room.RetiredAt is not null)
            {
                room.RetiredAt = null;
                context.Audit(AuditAction.RoomReopened, AuditSubject.Room, roomId, room.Name);
            }

            return room;
        },
        cancellationToken);
}
