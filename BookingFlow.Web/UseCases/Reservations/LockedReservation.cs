using System.Runtime.CompilerServices;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Runs a use case for one reservation: locks its performance, then reads both again.</summary>
public sealed class LockedReservation(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write)
{
    /// <summary>Finds a reservation and the performance to lock. Everything is read again under the lock.</summary>
    /// <param name="query">Selects at most one reservation.</param>
    /// <returns>Null if there is none.</returns>
    public async Task<FoundReservation?> FindAsync(Func<BookingDbContext, IQueryable<Reservation>> query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await query(db).Select(r => new FoundReservation(r.Id, r.PerformanceId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(Func{BookingDbContext, IQueryable{Reservation}}, CancellationToken)"/>
    public Task<FoundReservation?> FindAsync(int reservationId, CancellationToken cancellationToken) =>
        FindAsync(db => db.Reservations.Where(r => r.Id == reservationId), cancellationToken);

    /// <summary>Runs the use case under the lock of the reservation's performance.</summary>
    /// <param name="actor">See <see cref="WriteTransaction.RunAsync"/>.</param>
    /// <param name="found">From <see cref="FindAsync(int, CancellationToken)"/>.</param>
    /// <param name="useCase">Called under the lock, with the reservation and its performance, room and show.</param>
    /// <param name="priority">Priority in the write queue.</param>
    /// <param name="sourceFile">Supplied by the compiler; names the activity after the use case.</param>
    /// <returns>The result of the use case, or: Busy (also if the reservation was moved to another performance meanwhile).</returns>
    public Task<Result<T>> RunAsync<T>(
        Actor? actor,
        FoundReservation found,
        Func<UseCaseContext, Reservation, Task<Result<T>>> useCase,
        CancellationToken cancellationToken,
        WritePriority priority = WritePriority.InOrder,
        [CallerFilePath] string sourceFile = "")
        where T : notnull =>
        write.RunAsync<T>(
            actor,
            async context =>
            {
                await PerformanceLock.TakeAsync(context.Db, found.PerformanceId, context.Cancellation);
                var reservation = await context.Db.Reservations.SingleOrDefaultAsync(r => r.Id == found.Id, context.Cancellation);
                // Moved to another performance before the lock was taken, so the locked performance is the wrong one.
                return reservation?.PerformanceId == found.PerformanceId ? await useCase(context, reservation) : Failure.Busy();
            },
            cancellationToken,
            priority,
            sourceFile);

    /// <summary>Finds the reservation, and runs the use case under the lock of its performance.</summary>
    /// <param name="actor">See <see cref="WriteTransaction.RunAsync"/>.</param>
    /// <param name="useCase">Called under the lock, with the reservation and its performance, room and show.</param>
    /// <param name="sourceFile">Supplied by the compiler; names the activity after the use case.</param>
    /// <returns>The result of the use case, or: NotFound, Busy.</returns>
    public async Task<Result<T>> RunAsync<T>(
        Actor? actor,
        int reservationId,
        Func<UseCaseContext, Reservation, Task<Result<T>>> useCase,
        CancellationToken cancellationToken,
        [CallerFilePath] string sourceFile = "")
        where T : notnull =>
        await FindAsync(reservationId, cancellationToken) is { } found
            ? await RunAsync(actor, found, useCase, cancellationToken, sourceFile: sourceFile)
            : new Failure(FailureKind.NotFound);

    /// <summary>Runs a use case that needs no further queries.</summary>
    /// <inheritdoc cref="RunAsync{T}(Actor?, int, Func{UseCaseContext, Reservation, Task{Result{T}}}, CancellationToken, string)"/>
    public Task<Result<T>> RunAsync<T>(
        Actor? actor,
        int reservationId,
        Func<UseCaseContext, Reservation, Result<T>> useCase,
        CancellationToken cancellationToken,
        [CallerFilePath] string sourceFile = "")
        where T : notnull =>
        RunAsync(actor, reservationId, (context, reservation) => Task.FromResult(useCase(context, reservation)), cancellationToken, sourceFile);
}
