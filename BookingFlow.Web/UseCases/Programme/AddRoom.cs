using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>The house has a room more.</summary>
public sealed class AddRoom(WriteTransaction write, TimeProvider clock)
{
    /// <returns>The room, or: InvalidInput, Busy.</returns>
    public async Task<Result<Room>> AddAsync(string? name, string? capacity, Actor by, CancellationToken cancellationToken)
    {
        var check = ValidRoom.Check(name, capacity);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        return await write.RunAsync<Room>(
            async (db, cancelled) =>
            {
                if (await db.Rooms.AnyAsync(r => r.Name == details.Name, cancelled))
                {
                    return Failure.InvalidInput(new InvalidField(FormField.RoomName, FieldProblem.Taken));
                }

                var room = new Room { Name = details.Name, Capacity = details.Capacity };
                db.Add(room);
                await db.SaveChangesAsync(cancelled);
                var detail = string.Create(CultureInfo.InvariantCulture, $"{room.Name}: {room.Capacity}");
                db.Add(AuditEntry.Of(by, AuditAction.RoomAdded, AuditSubject.Room, room.Id, detail, clock.GetUtcNow().UtcDateTime));
                return room;
            },
            cancellationToken);
    }
}
