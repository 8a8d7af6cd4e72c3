using System.Runtime.CompilerServices;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Runs a use case for the reservations of a group: locks all of their performances in ascending id, then reads everything again.</summary>
/// <remarks>The counterpart of <see cref="LockedReservation"/>. A reservation without a group is a group of one.</remarks>
public sealed class LockedGroup(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write)
{
    /// <param name="actor">See <see cref="WriteTransaction.RunAsync"/>.</param>
    /// <param name="query">Selects at most one reservation of the group.</param>
    /// <param name="notFound">Returned if there is none.</param>
    /// <param name="useCase">
    /// Called under the locks, with that reservation and all of the group in ascending id of their performances, with performances, rooms and shows.
    /// </param>
    /// <param name="sourceFile">Supplied by the compiler; names the activity after the use case.</param>
    /// <returns>
    /// The result of the use case, or: <paramref name="notFound"/>, Busy (also if one of the group was moved to another performance meanwhile).
    /// </returns>
    public async Task<Result<T>> RunAsync<T>(
        Actor? actor,
        Func<BookingDbContext, IQueryable<Reservation>> query,
        FailureKind notFound,
        Func<UseCaseContext, Reservation, IReadOnlyList<Reservation>, Task<Result<T>>> useCase,
        CancellationToken cancellationToken,
        [CallerFilePath] string sourceFile = "")
        where T : notnull
    {
        var performances = await FindPerformancesAsync(query, cancellationToken);
        return performances.Count == 0
            ? new Failure(notFound)
            : await write.RunAsync<T>(
                actor,
                async context =>
                {
                    await PerformanceLock.TakeAllAsync(context.Db, performances, context.Cancellation);
                    if (await query(context.Db).SingleOrDefaultAsync(context.Cancellation) is not { } reservation)
                    {
                        return new Failure(notFound);
                    }

                    var group = await context.Db.GroupOf(reservation).OrderBy(r => r.PerformanceId).ThenBy(r => r.Id)
                        .ToListAsync(context.Cancellation);
                    // Moved to another performance before the locks were taken, so one that is needed is not locked.
                    return group.TrueForAll(r => performances.Contains(r.PerformanceId))
                        ? await useCase(context, reservation, group)
                        : Failure.Busy();
                },
                cancellationToken,
                sourceFile: sourceFile);
    }

    // Only finds the performances to lock; everything is read again under the locks.
    private async Task<List<int>> FindPerformancesAsync(Func<BookingDbContext, IQueryable<Reservation>> query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await query(db).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } reservation
            ? await db.GroupOf(reservation).Select(r => r.PerformanceId).Distinct().ToListAsync(cancellationToken)
            : [];
    }
}
