using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// The only locking code, and the one lock order (docs/decisions/0014): whatever changes a performance's capacity or a
/// reservation's state locks the performance as the first thing in its transaction, several of them in ascending id,
/// then, where the performances of a room are what it is about, the room, and only then reads and writes reservations,
/// tokens, check-ins and owed mail. So two acts can never wait for each other.
/// </summary>
public static class PerformanceLock
{
    /// <summary>
    /// Waits for the lock and, under it, reads the performance with its room and show and recounts its confirmed
    /// seats from the reservations. Null when there is no such performance.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Outside a transaction, where a lock would hold nothing; or after something was read in this context, because
    /// nothing read before the lock counts.
    /// </exception>
    public static async Task<Performance?> TakeAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken)
    {
        await WaitAsync(db, [performanceId], cancellationToken);
        var performance = await db.Performances.Include(p => p.Room).Include(p => p.Show)
            .SingleOrDefaultAsync(p => p.Id == performanceId, cancellationToken);
        performance?.SetConfirmedSeats(await ConfirmedSeatsAsync(db, performanceId, cancellationToken));
        return performance;
    }

    /// <summary>
    /// Waits for several locks and, under them, reads the performances with their rooms and shows and recounts each.
    /// In ascending id; those that there are not are left out.
    /// </summary>
    /// <inheritdoc cref="TakeAsync" path="/exception"/>
    public static async Task<IReadOnlyList<Performance>> TakeAllAsync(
        BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        await WaitAsync(db, performanceIds, cancellationToken);
        return await ReadAllAsync(db, performanceIds, cancellationToken);
    }

    /// <summary>
    /// As <see cref="TakeAllAsync"/>, and waits for the room after the performances: until the transaction ends, nobody
    /// who waits for the room as well can add a performance to it or move one in.
    /// </summary>
    /// <inheritdoc cref="TakeAsync" path="/exception"/>
    public static async Task<IReadOnlyList<Performance>> TakeAllOfRoomAsync(
        BookingDbContext db, int roomId, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        await WaitAsync(db, performanceIds, cancellationToken);
        await WaitForRoomAsync(db, roomId, cancellationToken);
        return await ReadAllAsync(db, performanceIds, cancellationToken);
    }

    /// <summary>Waits for the locks alone, in ascending id.</summary>
    public static async Task WaitAsync(BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        RequireFreshTransaction(db);

        // On SQLite the transaction itself is the lock: it begins IMMEDIATE, and there is one writer per file.
        if (db.LocksRows)
        {
            foreach (var id in performanceIds.Distinct().Order())
            {
                // A bare statement on the clustered key. One that both waited and summed could read stale rows under
                // read-committed snapshot; hints on the sum would escalate. ToListAsync, because Single would wrap
                // the hint into a subquery.
                await db.Database
                    .SqlQuery<int>($"SELECT [Id] AS [Value] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = {id}")
                    .ToListAsync(cancellationToken);
            }

            db.LockWait?.IsOver();
        }
    }

    /// <summary>
    /// Waits for a room: for whoever adds a performance to it, moves one in (after that performance's own lock), changes
    /// its capacity or retires it.
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
            db.LockWait?.IsOver();
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
            performance.SetConfirmedSeats(await ConfirmedSeatsAsync(db, performance.Id, cancellationToken));
        }

        return performances;
    }

    private static Task<int> ConfirmedSeatsAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken) =>
        db.Reservations
            .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed)
            .SumAsync(r => r.PartySize, cancellationToken);
}
