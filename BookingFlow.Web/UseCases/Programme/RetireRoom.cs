using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Takes a room out of use, so that nothing is planned in it any more, and back into use.</summary>
public sealed class RetireRoom(WriteTransaction write)
{
    /// <returns>The room, or: NotFound, NotPossible (performances are still to come), Busy.</returns>
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
