using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Pessimistic lock of performances and rooms; the only locking code of the program.</summary>
/// <remarks>
/// A use case that changes a performance's capacity or a reservation's state takes this lock before anything else in its transaction: first the
/// performances in ascending id, then, if it concerns a room as a whole, the room. Only then does it read and write reservations, tokens,
/// check-ins and outbox rows. This single order prevents deadlocks (docs/decisions/0014). Without the lock, two confirmations could both read the
/// same seats as free; <see cref="Performance.Version"/> is the second guard (docs/decisions/0004).
/// </remarks>
public static class PerformanceLock
{
    /// <summary>Locks a performance, then reads it with its room and show and recounts its confirmed seats from the reservations.</summary>
    /// <returns>The locked performance; null if it does not exist.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is no transaction, so the lock would be released at once; or the context has entities that were read before the lock and may be
    /// stale.
    /// </exception>
    public static async Task<Performance?> TakeAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken)
    {
        await WaitAsync(db, [performanceId], cancellationToken);
        var performance = await db.Performances.Include(p => p.Room).Include(p => p.Show)
            .SingleOrDefaultAsync(p => p.Id == performanceId, cancellationToken);
        if (performance is not null)
        {
            await RecountAsync(db, performance, cancellationToken);
            SetLocked(db, [performance]);
        }

        return performance;
    }

    /// <summary>Locks several performances, then reads them with their rooms and shows and recounts the confirmed seats of each.</summary>
    /// <returns>The locked performances in ascending id; ids that do not exist are left out.</returns>
    /// <inheritdoc cref="TakeAsync" path="/exception"/>
    public static async Task<IReadOnlyList<Performance>> TakeAllAsync(
        BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        await WaitAsync(db, performanceIds, cancellationToken);
        return await ReadAllAsync(db, performanceIds, cancellationToken);
    }

    /// <summary>
    /// Locks several performances as <see cref="TakeAllAsync"/> does, and after them the room. Until the transaction ends, no other use case
    /// can add a performance to the room or move one into it.
    /// </summary>
    /// <inheritdoc cref="TakeAsync" path="/exception"/>
    public static async Task<IReadOnlyList<Performance>> TakeAllOfRoomAsync(
        BookingDbContext db, int roomId, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        await WaitAsync(db, performanceIds, cancellationToken);
        await WaitForRoomAsync(db, roomId, cancellationToken);
        return await ReadAllAsync(db, performanceIds, cancellationToken);
    }

    /// <summary>Locks performances in ascending id, without reading them.</summary>
    /// <inheritdoc cref="TakeAsync" path="/exception"/>
    public static async Task WaitAsync(BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        RequireFreshTransaction(db);

        // On SQLite the transaction itself is the lock: it begins IMMEDIATE, and a file has one writer at a time.
        if (db.LocksRows)
        {
            foreach (var id in performanceIds.Distinct().Order())
            {
                // A separate statement on the clustered key. A statement that both locks and sums could read stale rows under read-committed
                // snapshot, and hints on the sum would escalate to a table lock. ToListAsync, because Single wraps the hint in a subquery.
                await db.Database
                    .SqlQuery<int>($"SELECT [Id] AS [Value] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = {id}")
                    .ToListAsync(cancellationToken);
            }

            db.LockWait?.MarkAcquired();
        }
    }

    /// <summary>
    /// Locks a room. For use cases that add a performance to it, move one into it (after locking that performance), change its capacity or
    /// retire it.
    /// </summary>
    /// <inheritdoc cref="TakeAsync" path="/exception"/>
    public static async Task WaitForRoomAsync(BookingDbContext db, int roomId, CancellationToken cancellationToken)
    {
        RequireFreshTransaction(db);
        if (db.LocksRows)
        {
            await db.Database
                .SqlQuery<int>($"SELECT [Id] AS [Value] FROM [Rooms] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = {roomId}")
                .ToListAsync(cancellationToken);
            db.LockWait?.MarkAcquired();
        }
    }

    private static void RequireFreshTransaction(BookingDbContext db)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A performance can only be locked inside a transaction.");
        }

        if (db.ChangeTracker.Entries().Any())
        {
            throw new InvalidOperationException("A performance is locked before anything is read.");
        }
    }

    private static async Task<IReadOnlyList<Performance>> ReadAllAsync(
        BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        var performances = await db.Performances.Include(p => p.Room).Include(p => p.Show)
            .Where(p => performanceIds.Contains(p.Id))
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        foreach (var performance in performances)
        {
            await RecountAsync(db, performance, cancellationToken);
        }

        SetLocked(db, performances);
        return performances;
    }

    private static void SetLocked(BookingDbContext db, IReadOnlyList<Performance> performances)
    {
        db.LockedPerformances = performances;
        db.WebhookEvents?.Locked(performances);
    }

    private static async Task RecountAsync(BookingDbContext db, Performance performance, CancellationToken cancellationToken)
    {
        performance.SetConfirmedSeats(await ConfirmedSeatsAsync(db, performance.Id, cancellationToken));
        // A statement of its own, so that a performance without access places runs none, and the sum above reads nothing but its index.
        if (performance.HasAccessPlaces)
        {
            performance.SetConfirmedAccessPlaces(await ConfirmedAccessPlacesAsync(db, performance.Id, cancellationToken));
        }
    }

    private static async Task<AccessPlaces> ConfirmedAccessPlacesAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken) =>
        await db.Reservations
            .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed && r.WheelchairPlaces > 0)
            .GroupBy(r => r.PerformanceId)
            .Select(g => new AccessPlaces(g.Sum(r => r.WheelchairPlaces), g.Sum(r => r.CompanionPlaces)))
            .SingleOrDefaultAsync(cancellationToken);

    private static Task<int> ConfirmedSeatsAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken) =>
        db.Reservations
            .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed)
            .SumAsync(r => r.PartySize, cancellationToken);
}
