using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Takes a room out of use, so that nothing is planned in it any more, and back into use.</summary>
public sealed class RetireRoom(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The room, or: NotFound, NotPossible (performances are still to come), Busy.</returns>
    public Task<Result<Room>> RetireAsync(int roomId, Actor by, CancellationToken cancellationToken) => write.RunAsync<Room>(
        async (db, cancelled) =>
        {
            await PerformanceLock.WaitForRoomAsync(db, roomId, cancelled);
            if (await db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, cancelled) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            var now = clock.GetUtcNow().UtcDateTime;
            if (await db.Performances.AnyAsync(p => p.RoomId == roomId && p.StartsAt > now && p.CancelledAt == null, cancelled))
            {
                return Failure.NotPossible(Obstacle.RoomHasPerformances);
            }

            if (room.RetiredAt is null)
            {
                room.RetiredAt = now;
                db.Add(AuditEntry.Of(by, AuditAction.RoomRetired, AuditSubject.Room, roomId, room.Name, now));
            }

            return room;
        },
        cancellationToken);

    /// <returns>The room, or: NotFound, Busy.</returns>
    public Task<Result<Room>> ReopenAsync(int roomId, Actor by, CancellationToken cancellationToken) => write.RunAsync<Room>(
        async (db, cancelled) =>
        {
            if (await db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, cancelled) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (room.RetiredAt is not null)
            {
                room.RetiredAt = null;
                db.Add(AuditEntry.Of(by, AuditAction.RoomReopened, AuditSubject.Room, roomId, room.Name, clock.GetUtcNow().UtcDateTime));
            }

            return room;
        },
        cancellationToken);
}
