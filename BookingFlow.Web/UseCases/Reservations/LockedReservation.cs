using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>How every act on one reservation begins, at the desk and at the door: its performance is locked, then both are read anew.</summary>
public sealed class LockedReservation(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write)
{
    /// <summary>Only to know what to lock; nothing of it counts afterwards.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<FoundReservation?> FindAsync(Func<BookingDbContext, IQueryable<Reservation>> one, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await one(db).Select(r => new FoundReservation(r.Id, r.PerformanceId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(Func{BookingDbContext, IQueryable{Reservation}}, CancellationToken)"/>
    public Task<FoundReservation?> FindAsync(int reservationId, CancellationToken cancellationToken) =>
        FindAsync(db => db.Reservations.Where(r => r.Id == reservationId), cancellationToken);

    /// <param name="act">Gets the reservation with its performance, room and show, under the lock.</param>
    /// <param name="turn">At the gate before the database.</param>
    /// <param name="named">Declared in the class that the act is told as; null: that is the act itself.</param>
    /// <returns>What the act returned, or: Busy.</returns>
    public Task<Result<T>> RunAsync<T>(
        FoundReservation found,
        Func<BookingDbContext, Reservation, CancellationToken, Task<Result<T>>> act,
        CancellationToken cancellationToken,
        WritePriority turn = WritePriority.InOrder,
        Delegate? named = null)
        where T : notnull =>
        write.RunAsync<T>(
            async (db, cancelled) =>
            {
                await PerformanceLock.TakeAsync(db, found.PerformanceId, cancelled);
                var reservation = await db.Reservations.SingleOrDefaultAsync(r => r.Id == found.Id, cancelled);
                // Moved to another performance while it waited: what is locked is not what it would change.
                return reservation?.PerformanceId == found.PerformanceId ? await act(db, reservation, cancelled) : Failure.Busy();
            },
            cancellationToken,
            turn,
            named ?? act);

    /// <param name="act">Gets the reservation with its performance, room and show, under the lock.</param>
    /// <returns>What the act returned, or: NotFound, Busy.</returns>
    public Task<Result<T>> RunAsync<T>(
        int reservationId, Func<BookingDbContext, Reservation, CancellationToken, Task<Result<T>>> act, CancellationToken cancellationToken)
        where T : notnull =>
        RunAsync(reservationId, act, named: act, cancellationToken);

    /// <summary>For an act that asks the database nothing more.</summary>
    /// <inheritdoc cref="RunAsync{T}(int, Func{BookingDbContext, Reservation, CancellationToken, Task{Result{T}}}, CancellationToken)"/>
    public Task<Result<T>> RunAsync<T>(int reservationId, Func<BookingDbContext, Reservation, Result<T>> act, CancellationToken cancellationToken)
        where T : notnull =>
        RunAsync(reservationId, (db, reservation, _) => Task.FromResult(act(db, reservation)), named: act, cancellationToken);

    private async Task<Result<T>> RunAsync<T>(
        int reservationId, Func<BookingDbContext, Reservation, CancellationToken, Task<Result<T>>> act, Delegate named, CancellationToken cancellationToken)
        where T : notnull =>
        await FindAsync(reservationId, cancellationToken) is { } found
            ? await RunAsync(found, act, cancellationToken, named: named)
            : new Failure(FailureKind.NotFound);
}
