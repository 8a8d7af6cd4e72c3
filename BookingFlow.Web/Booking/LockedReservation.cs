using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>How every act of the box office on one reservation begins: its performance is locked, then both are read anew.</summary>
public sealed class LockedReservation(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write)
{
    /// <param name="act">Gets the reservation with its performance, room and show, under the lock.</param>
    /// <returns>What the act returned, or: NotFound, Busy.</returns>
    public async Task<Result<T>> RunAsync<T>(
        int reservationId, Func<BookingDbContext, Reservation, CancellationToken, Task<Result<T>>> act, CancellationToken cancellationToken)
        where T : notnull
    {
        if (await PerformanceOfAsync(reservationId, cancellationToken) is not { } performanceId)
        {
            return new Failure(FailureKind.NotFound);
        }

        return await write.RunAsync<T>(
            async (db, cancelled) =>
            {
                await PerformanceLock.TakeAsync(db, performanceId, cancelled);
                var reservation = await db.Reservations.SingleOrDefaultAsync(r => r.Id == reservationId, cancelled);
                // Moved to another performance while it waited: what is locked is not what it would change.
                return reservation?.PerformanceId == performanceId ? await act(db, reservation, cancelled) : Failure.Busy();
            },
            cancellationToken);
    }

    /// <summary>For an act that asks the database nothing more.</summary>
    /// <inheritdoc cref="RunAsync{T}(int, Func{BookingDbContext, Reservation, CancellationToken, Task{Result{T}}}, CancellationToken)"/>
    public Task<Result<T>> RunAsync<T>(int reservationId, Func<BookingDbContext, Reservation, Result<T>> act, CancellationToken cancellationToken)
        where T : notnull =>
        RunAsync(reservationId, (db, reservation, _) => Task.FromResult(act(db, reservation)), cancellationToken);

    // Only to know what to lock; nothing of it counts afterwards.
    private async Task<int?> PerformanceOfAsync(int reservationId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Reservations.Where(r => r.Id == reservationId).Select(r => (int?)r.PerformanceId).SingleOrDefaultAsync(cancellationToken);
    }
}
