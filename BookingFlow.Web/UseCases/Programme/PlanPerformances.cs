using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Adds a performance, or copies one to other dates.</summary>
/// <remarks>All or nothing: if one date is invalid, nothing is added, and all invalid dates are returned.</remarks>
public sealed class PlanPerformances(WriteTransaction write, CurrentVenue current)
{
    /// <summary>Adds a performance.</summary>
    /// <returns>The id of the new performance, or: InvalidInput, Busy.</returns>
    public Task<Result<int>> PlanAsync(PerformanceInput typed, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            // The lock prevents that the room is retired or its capacity changed concurrently.
            await PerformanceLock.WaitForRoomAsync(context.Db, PlannedPerformanceQueries.ParseRoomId(typed.Room), context.Cancellation);
            var choices = await context.Db.PerformanceChoicesAsync(currentRoomId: null, context.Cancellation);
            var check = ValidPerformance.Check(typed, choices, current.Venue, context.Now);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var details = check.Value;
            var room = await context.Db.Rooms.AsNoTracking().SingleAsync(r => r.Id == details.RoomId, context.Cancellation);
            var plan = details.In(room);
            if (!plan.Succeeded)
            {
                return plan.Failure;
            }

            if (await context.Db.FindDuplicateStartsAsync(
                details.ShowId, details.RoomId, [details.StartsAt], exceptId: null, context.Cancellation) is [_, ..])
            {
                return Failure.InvalidInput([new(FormField.Time, FieldProblem.Taken)]);
            }

            var performance = Performance.Planned(plan.Value);
            context.Db.Add(performance);
            await AuditAsync(context, [performance]);
            return performance.Id;
        },
        cancellationToken);

    /// <summary>Copies a performance to other dates: its settings, but not its reservations or its cancellation.</summary>
    /// <remarks>See <see cref="ValidPerformance.CopyOf"/>.</remarks>
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
                var check = CopyDates.Check(typed, choices, current.Venue, context.Now);
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var (roomId, starts) = (check.Value.RoomId, check.Value.Starts);
                if (await context.Db.FindDuplicateStartsAsync(
                    model.ShowId, roomId, [.. starts.Select(s => s.At)], exceptId: null, context.Cancellation) is [_, ..] duplicates)
                {
                    return Failure.InvalidInput(
                        [
                            .. starts.Where(s => duplicates.Contains(s.At)).Select(
                                s => new InvalidField(FormField.Dates, FieldProblem.Taken, Typed: s.Typed)),
                        ]);
                }

                var copies = starts.Select(s => Performance.Planned(ValidPerformance.CopyOf(model, roomId, s.At, current.Venue))).ToList();
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
            context.Audit(
                AuditAction.PerformanceAdded, AuditSubject.Performance, performance.Id, PerformanceAuditText.Of(performance, current.Venue));
        }
    }
}
