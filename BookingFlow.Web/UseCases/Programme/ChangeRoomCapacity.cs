using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>
/// A room has more seats or fewer. That changes every performance that is still to come in it, so all of them are locked,
/// counted and written into their ledgers, in one transaction.
/// </summary>
public sealed class ChangeRoomCapacity(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, TimeProvider clock)
{
    /// <summary>How often it begins anew when a performance was added between finding and locking.</summary>
    private const int MostAttempts = 5;

    /// <param name="accepted">
    /// How many people without a seat, of all performances, whoever asks was shown and wants all the same; 0: nobody was
    /// shown. More than that, because another number was typed or others have confirmed meanwhile, is shown and asked anew.
    /// </param>
    /// <returns>The room, or: NotFound, InvalidInput, SeatsBelowConfirmed (of more than were accepted), Busy.</returns>
    public async Task<Result<Room>> ChangeAsync(
        int roomId, string? capacity, string? reason, int accepted, Actor actor, CancellationToken cancellationToken)
    {
        var check = RoomSeats.Check(capacity, reason);
        for (var attempt = 1; ; attempt++)
        {
            // Only to know what to lock; under the locks it is found anew.
            var known = await FindUpcomingAsync(roomId, cancellationToken);
            var missedOne = false;
            var result = await write.RunAsync<Room>(
                actor,
                async context =>
                {
                    missedOne = false;
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
                        missedOne = true;
                        return Failure.Busy();
                    }

                    var affected = performances.Where(p => upcoming.Contains(p.Id)).Select(p => (Performance: p, Before: p.Capacity)).ToList();
                    return Change(context, room, check.Value, affected, accepted) is { } refusal ? refusal : room;
                },
                cancellationToken);
            if (!missedOne || attempt == MostAttempts)
            {
                return result;
            }
        }
    }

    private static Failure? Change(
        UseCaseContext context, Room room, RoomSeats seats, List<(Performance Performance, Capacity Before)> affected, int accepted)
    {
        var before = room.Capacity;
        if (before == seats.Capacity)
        {
            return null;
        }

        room.Capacity = seats.Capacity;
        var cut = affected.Where(a => a.Performance.Capacity.CutsBelowConfirmed(a.Before)).Select(a => a.Performance).ToList();
        if (cut.Sum(p => -p.SeatsLeft) is var missing && missing > accepted)
        {
            return Failure.SeatsBelowConfirmed(missing, cut[0].Facts);
        }

        foreach (var (performance, was) in affected)
        {
            context.Db.Add(CapacityChange.Of(performance.Id, was, performance.Capacity, context.Actor, seats.Reason, context.Now));
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
