using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>
/// The only locking code, and the one lock order (docs/decisions/0014): whatever changes a performance's capacity or a
/// reservation's state locks the performance as the first thing in its transaction, several of them in ascending id,
/// and only then reads and writes reservations, tokens, check-ins and owed mail. So two acts can never wait for each
/// other.
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
        performance?.Recount(await ConfirmedSeatsAsync(db, performanceId, cancellationToken));
        return performance;
    }

    /// <summary>Waits for the locks alone, in ascending id.</summary>
    public static async Task WaitAsync(BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A performance can only be locked inside a transaction.");
        }

        if (db.ChangeTracker.Entries().Any())
        {
            throw new InvalidOperationException("A performance is locked before anything is read.");
        }

        // On SQLite the transaction itself is the lock: it begins IMMEDIATE, and there is one writer per file.
        if (db.Dialect == DatabaseDialect.SqlServer)
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
        }
    }

    private static Task<int> ConfirmedSeatsAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken) =>
        db.Reservations
            .Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed)
            .SumAsync(r => r.PartySize, cancellationToken);
}
