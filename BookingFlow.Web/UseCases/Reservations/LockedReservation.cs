using System.Runtime.CompilerServices;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>How every use case of one reservation begins: its performance is locked, then both are read anew.</summary>
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

    /// <param name="actor">See <see cref="WriteTransaction.RunAsync"/>.</param>
    /// <param name="useCase">Gets the reservation with its performance, room and show, under the lock.</param>
    /// <param name="priority">In the queue before the database.</param>
    /// <param name="sourceFile">Filled in by the compiler: names the activity after the use case.</param>
    /// <returns>What the use case returned, or: Busy.</returns>
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
                // Moved to another performance while it waited: what is locked is not what it would change.
                return reservation?.PerformanceId == found.PerformanceId ? await useCase(context, reservation) : Failure.Busy();
            },
            cancellationToken,
            priority,
            sourceFile);

    /// <param name="actor">See <see cref="WriteTransaction.RunAsync"/>.</param>
    /// <param name="useCase">Gets the reservation with its performance, room and show, under the lock.</param>
    /// <param name="sourceFile">Filled in by the compiler: names the activity after the use case.</param>
    /// <returns>What the use case returned, or: NotFound, Busy.</returns>
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

    /// <summary>For a use case that asks the database nothing more.</summary>
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
