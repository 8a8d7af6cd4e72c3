using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// The house plans a performance, or plays one again on other dates. All or nothing: where one date is wrong, none is
/// planned, and every wrong one is told.
/// </summary>
public sealed class PlanPerformances(WriteTransaction write, Venue venue, TimeProvider clock)
{
    /// <returns>The id of the new performance, or: InvalidInput, Busy.</returns>
    public Task<Result<int>> PlanAsync(PerformanceInput typed, Actor by, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            // Nobody retires the room or takes its seats away while something is planned in it.
            await PerformanceLock.WaitForRoomAsync(db, PlannedPerformanceQueries.RoomIn(typed.Room), cancelled);
            var now = clock.GetUtcNow().UtcDateTime;
            var check = ValidPerformance.Check(typed, await db.PerformanceChoicesAsync(roomSoFar: null, cancelled), venue, now);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            var details = check.Value;
            var room = await db.Rooms.AsNoTracking().SingleAsync(r => r.Id == details.RoomId, cancelled);
            if (details.ManuallyOccupiedSeats > room.Capacity + details.AdditionalSeats)
            {
                return Failure.InvalidInput([new(FormField.OccupiedSeats, FieldProblem.TooLarge, room.Capacity + details.AdditionalSeats)]);
            }

            if (await db.IsPlannedAsync(details.ShowId, details.RoomId, [details.StartsAt], exceptId: null, cancelled) is [_, ..])
            {
                return Failure.InvalidInput([new(FormField.Time, FieldProblem.Taken)]);
            }

            var performance = Performance.Planned(details);
            db.Add(performance);
            await LogAsync(db, [performance], by, now, cancelled);
            return performance.Id;
        },
        cancellationToken);

    /// <summary>Copies keep everything but reservations and a cancellation; what was set around the start moves with it.</summary>
    /// <returns>The ids of the new performances, in the order of their dates, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<int[]>> CopyAsync(int performanceId, CopiesInput typed, Actor by, CancellationToken cancellationToken) =>
        write.RunAsync<int[]>(
            async (db, cancelled) =>
            {
                await PerformanceLock.WaitForRoomAsync(db, PlannedPerformanceQueries.RoomIn(typed.Room), cancelled);
                var now = clock.GetUtcNow().UtcDateTime;
                var model = await db.Performances.AsNoTracking().SingleOrDefaultAsync(p => p.Id == performanceId, cancelled);
                if (model is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                var choices = await db.PerformanceChoicesAsync(roomSoFar: null, cancelled);
                var check = CopyDates.Check(typed, choices, venue, now);
                if (!check.Succeeded)
                {
                    return check.Failure;
                }

                var (roomId, starts) = (check.Value.RoomId, check.Value.Starts);
                if (await db.IsPlannedAsync(model.ShowId, roomId, [.. starts.Select(s => s.At)], exceptId: null, cancelled) is [_, ..] planned)
                {
                    return Failure.InvalidInput(
                        [.. starts.Where(s => planned.Contains(s.At)).Select(s => new InvalidField(FormField.Dates, FieldProblem.Taken, Typed: s.Typed))]);
                }

                var copies = starts.Select(s => Performance.Planned(ValidPerformance.CopyOf(model, roomId, s.At, venue))).ToList();
                db.AddRange(copies);
                await LogAsync(db, copies, by, now, cancelled);
                return copies.Select(copy => copy.Id).ToArray();
            },
            cancellationToken);

    private async Task LogAsync(BookingDbContext db, IReadOnlyList<Performance> added, Actor by, DateTime now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var ids = added.Select(p => p.Id).ToList();
        var written = await db.Performances.AsNoTracking().Include(p => p.Show).Include(p => p.Room)
            .Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        db.AddRange(written.Select(p => AuditEntry.Of(by, AuditAction.PerformanceAdded, AuditSubject.Performance, p.Id, PerformanceFactsInWriting.Of(p, venue), now)));
    }
}
