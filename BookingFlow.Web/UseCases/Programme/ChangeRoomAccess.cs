using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes what a room offers: step-free access, induction loop, and the access places of new performances.</summary>
/// <remarks>Performances that are planned keep their access places, which are changed on their own page, with a reason.</remarks>
public sealed class ChangeRoomAccess(WriteTransaction write)
{
    /// <param name="wheelchairPlaces">As submitted; empty for 0.</param>
    /// <param name="companionPlaces">As submitted; empty for 0.</param>
    /// <returns>The room, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Room>> ChangeAsync(
        int roomId, bool stepFreeAccess, bool inductionLoop, string? wheelchairPlaces, string? companionPlaces, Actor actor,
        CancellationToken cancellationToken) => write.RunAsync<Room>(
        actor,
        async context =>
        {
            if (await context.Db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, context.Cancellation) is not { } room)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = RoomAccess.Check(stepFreeAccess, inductionLoop, wheelchairPlaces, companionPlaces, room.Capacity);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            if (room.Access != check.Value)
            {
                context.Audit(AuditAction.RoomAccessChanged, AuditSubject.Room, roomId, $"{Summarize(room.Access)} → {Summarize(check.Value)}");
                room.Access = check.Value;
            }

            return room;
        },
        cancellationToken);

    // Independent of the language: wheelchair + companion places, then a mark for step-free access and for the induction loop.
    private static string Summarize(RoomAccess access) => string.Create(
        CultureInfo.InvariantCulture,
        $"{access.Places.Wheelchair} + {access.Places.Companion}, {Mark(access.StepFreeAccess)}, {Mark(access.InductionLoop)}");

    private static string Mark(bool flag) => flag ? "✓" : "–";
}
