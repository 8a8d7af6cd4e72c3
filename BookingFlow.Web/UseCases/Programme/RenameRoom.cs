using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>A room gets another name.</summary>
public sealed class RenameRoom(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The room, or: NotFound, InvalidInput, Busy.</returns>
    public async Task<Result<Room>> RenameAsync(int roomId, string? name, Actor by, CancellationToken cancellationToken)
    {
        var check = ValidRoom.CheckName(name);
        return await write.RunAsync<Room>(
            async (db, cancelled) =>
            {
                if (await db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, cancelled) is not { } room)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                if (await db.Rooms.AnyAsync(r => r.Name == check.Value && r.Id != roomId, cancelled))
                {
                    return Failure.InvalidInput(new InvalidField(FormField.RoomName, FieldProblem.Taken));
                }

                if (!string.Equals(room.Name, check.Value, StringComparison.Ordinal))
                {
                    db.Add(AuditEntry.Of(by, AuditAction.RoomRenamed, AuditSubject.Room, roomId, $"{room.Name} → {check.Value}", clock.GetUtcNow().UtcDateTime));
                    room.Name = check.Value;
                }

                return room;
            },
            cancellationToken);
    }
}
