using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes the capacity of a room.</summary>
/// <remarks>
/// This changes the seats of all upcoming performances in the room. In one transaction, all of them are locked and recounted, and the change
/// is added to their ledgers.
/// </remarks>
public sealed class ChangeRoomCapacity(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, TimeProvider clock)
{
    /// <summary>Maximum attempts if performances are added to the room between reading and locking.</summary>
    private const int MaxAttempts = 5;

    /// <param name="capacity">As submitted.</param>
    /// <param name="acknowledgedShortfall">
    /// The number of people left without a seat, over all performances, that the staff member was shown and accepted; 0 for none. A larger
    /// shortfall, because the input was changed or more parties have confirmed meanwhile, must be acknowledged again.
    /// </param>
    /// <returns>The room, or: NotFound, InvalidInput, SeatsBelowConfirmed (the shortfall is larger than acknowledged), Busy.</returns>
    public async Task<Result<Room>> ChangeAsync(
        int roomId, string? capacity, string? reason, int acknowledgedShortfall, Actor actor, CancellationToken cancellationToken)
    {
        var check = RoomSeats.Check(capacity, reason);
        for (var attempt = 1; ; attempt++)
        {
            // Only finds the performances to lock; they are read again under the locks.
            var known = await FindUpcomingAsync(roomId, cancellationToken);
            var addedMeanwhile = false;
            var result = await write.RunAsync<Room>(
                actor,
                async context =>
                {
                    addedMeanwhile = false;
                    var performances = await PerformanceLock.TakeAllOfRoomAsync(context.Db, roomId, known, context.Cancellation);
                    if (await context.Db.Rooms.SingleOrDefaultAsync(r => r.Id == roomId, context.Cancellation) is not { } room)
                    {
                        return new Failure(FailureKind.NotFound);
                    }

                    if (!check.Succeeded)
                    {
                        return check.Failure;
                    }

                    var upcoming = await Upcoming(context.Db, roomId, context.Now).ToListAsync(context.Cancellation);
                    if (upcoming.Except(known).Any())
                    {
                        addedMeanwhile = true;
                        return Failure.Busy();
                    }

                    var affected = performances.Where(p => upcoming.Contains(p.Id)).Select(p => (Performance: p, Before: p.Capacity)).ToList();
                    return Change(context, room, check.Value, affected, acknowledgedShortfall) is { } refusal ? refusal : room;
                },
                cancellationToken);
            if (!addedMeanwhile || attempt == MaxAttempts)
            {
                return result;
            }
        }
    }

    private static Failure? Change(
        UseCaseContext context, Room room, RoomSeats seats, List<(Performance Performance, Capacity Before)> affected, int acknowledgedShortfall)
    {
        var before = room.Capacity;
        if (before == seats.Capacity)
        {
            return null;
        }

        room.Capacity = seats.Capacity;
        var overfull = affected.Where(a => a.Performance.Capacity.CutsBelowConfirmed(a.Before)).Select(a => a.Performance).ToList();
        if (overfull.Sum(p => -p.SeatsLeft) is var shortfall && shortfall > acknowledgedShortfall)
        {
            return Failure.SeatsBelowConfirmed(shortfall, overfull[0].Facts);
        }

        foreach (var (performance, capacityBefore) in affected)
        {
            context.Db.Add(CapacityChange.Of(performance.Id, capacityBefore, performance.Capacity, context.Actor, seats.Reason, context.Now));
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"{before} → {seats.Capacity}: {seats.Reason}");
        context.Audit(AuditAction.RoomCapacityChanged, AuditSubject.Room, room.Id, detail);
        return null;
    }

    private async Task<IReadOnlyCollection<int>> FindUpcomingAsync(int roomId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Upcoming(db, roomId, clock.GetUtcNow().UtcDateTime).ToListAsync(cancellationToken);
    }

    private static IQueryable<int> Upcoming(BookingDbContext db, int roomId, DateTime now) => db.Performances
        .Where(p => p.RoomId == roomId && p.StartsAt > now && p.CancelledAt == null)
        .OrderBy(p => p.Id)
        .Select(p => p.Id);
}
