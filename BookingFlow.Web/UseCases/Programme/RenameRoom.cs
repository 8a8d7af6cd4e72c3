using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Renames a room.</summary>
public sealed class RenameRoom(WriteTransaction write)
{
    /// <returns>The room, or: NotFound, InvalidInput, Busy.</returns>
    public async Task<Result<Room>> RenameAsync(int roomId, string? name, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidRoom.CheckName(name);
        return await write.RunAsync<Room>(
            actor,
            async context =>
            {
                if (await context.Db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, context.Cancellation) is not { } room)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                if (await context.Db.Rooms.AnyAsync(r => r.Name == check.Value && r.Id != roomId, context.Cancellation))
                {
                    return Failure.InvalidInput(new InvalidField(FormField.RoomName, FieldProblem.Taken));
                }

                if (!string.Equals(room.Name, check.Value, StringComparison.Ordinal))
                {
                    context.Audit(AuditAction.RoomRenamed, AuditSubject.Room, roomId, $"{room.Name} → {check.Value}");
                    room.Name = check.Value;
                }

                return room;
            },
            cancellationToken);
    }
}
