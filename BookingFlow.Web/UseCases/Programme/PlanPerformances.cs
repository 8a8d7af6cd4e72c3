using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// The house plans a performance, or plays one again on other dates. All or nothing: where one date is wrong, none is
/// planned, and every wrong one is told.
/// </summary>
public sealed class PlanPerformances(WriteTransaction write, Venue venue)
{
    /// <returns>The id of the new performance, or: InvalidInput, Busy.</returns>
    public Task<Result<int>> PlanAsync(PerformanceInput typed, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            // Nobody retires the room or takes its seats away while something is planned in it.
            await PerformanceLock.WaitForRoomAsync(context.Db, PlannedPerformanceQueries.ParseRoomId(typed.Room), context.Cancellation);
            var choices = await context.Db.PerformanceChoicesAsync(currentRoomId: null, context.Cancellation);
            var check = ValidPerformance.Check(typed, choices, venue, context.Now);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var details = check.Value;
            var room = await context.Db.Rooms.AsNoTracking().SingleAsync(r => r.Id == details.RoomId, context.Cancellation);
            if (details.ManuallyOccupiedSeats > room.Capacity + details.AdditionalSeats)
            {
                return Failure.InvalidInput([new(FormField.OccupiedSeats, FieldProblem.TooLarge, room.Capacity + details.AdditionalSeats)]);
            }

            if (await context.Db.FindDuplicateStartsAsync(details.ShowId, details.RoomId, [details.StartsAt], exceptId: null, context.Cancellation) is [_, ..])
            {
                return Failure.InvalidInput([new(FormField.Time, FieldProblem.Taken)]);
            }

            var performance = Performance.Planned(details);
            context.Db.Add(performance);
            await AuditAsync(context, [performance]);
            return performance.Id;
        },
        cancellationToken);

    /// <summary>Copies keep everything but reservations and a cancellation; what was set around the start moves with it.</summary>
    /// <returns>The ids of the new performances, in the order of their dates, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<int[]>> CopyAsync(int performanceId, CopiesInput typed, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<int[]>(
            actor,
            async context =>
            {
                await PerformanceLock.WaitForRoomAsync(context.Db, PlannedPerformanceQueries.ParseRoomId(typed.Room), context.Cancellation);
                var model = await context.Db.Performances.AsNoTracking().SingleOrDefaultAsync(p => p.Id == performanceId, context.Cancellation);
                if (model is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                var choices = await context.Db.PerformanceChoicesAsync(currentRoomId: null, context.Cancellation);
                var check = CopyDates.Check(typed, choices, venue, context.Now);
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var (roomId, starts) = (check.Value.RoomId, check.Value.Starts);
                if (await context.Db.FindDuplicateStartsAsync(
                    model.ShowId, roomId, [.. starts.Select(s => s.At)], exceptId: null, context.Cancellation) is [_, ..] planned)
                {
                    return Failure.InvalidInput(
                        [
                            .. starts.Where(s => planned.Contains(s.At)).Select(
                                s => new InvalidField(FormField.Dates, FieldProblem.Taken, Typed: s.Typed)),
                        ]);
                }

                var copies = starts.Select(s => Performance.Planned(ValidPerformance.CopyOf(model, roomId, s.At, venue))).ToList();
                context.Db.AddRange(copies);
                await AuditAsync(context, copies);
                return copies.Select(copy => copy.Id).ToArray();
            },
            cancellationToken);

    private async Task AuditAsync(UseCaseContext context, IReadOnlyList<Performance> added)
    {
        await context.Db.SaveChangesAsync(context.Cancellation);
        var ids = added.Select(p => p.Id).ToList();
        var written = await context.Db.Performances.AsNoTracking().Include(p => p.Show).Include(p => p.Room)
            .Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(context.Cancellation);
        foreach (var performance in written)
        {
            context.Audit(AuditAction.PerformanceAdded, AuditSubject.Performance, performance.Id, PerformanceAuditText.Of(performance, venue));
        }
    }
}
