using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Adds a room.</summary>
public sealed class AddRoom(WriteTransaction write)
{
    /// <returns>The room, or: InvalidInput, Busy.</returns>
    public async Task<Result<Room>> AddAsync(string? name, string? capacity, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidRoom.Check(name, capacity);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        return await write.RunAsync<Room>(
            actor,
            async context =>
            {
                if (await context.Db.Rooms.AnyAsync(r => r.Name == details.Name, context.Cancellation))
                {
                    return Failure.InvalidInput(new InvalidField(FormField.RoomName, FieldProblem.Taken));
                }

                var room = new Room { Name = details.Name, Capacity = details.Capacity };
                context.Db.Add(room);
                await context.Db.SaveChangesAsync(context.Cancellation);
                var detail = string.Create(CultureInfo.InvariantCulture, $"{room.Name}: {room.Capacity}");
                context.Audit(AuditAction.RoomAdded, AuditSubject.Room, room.Id, detail);
                return room;
            },
            cancellationToken);
    }
}
