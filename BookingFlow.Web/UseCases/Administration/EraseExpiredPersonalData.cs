using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// Erases the personal data of reservations whose performance started longer ago than <see cref="Venue.RetentionDays"/>, and answers before that.
/// </summary>
/// <remarks>
/// A job, once a night and after each start. Each batch is a transaction of its own: a job that is killed leaves whole batches, and the next run
/// continues (docs/decisions/0047).
/// </remarks>
public sealed partial class EraseExpiredPersonalData(WriteTransaction write, CurrentVenue current, ILogger<EraseExpiredPersonalData> log)
{
    /// <summary>Number of reservations erased by one transaction, so that visitors do not wait for the write lock.</summary>
    public const int BatchSize = 100;

    /// <summary>Erases batch after batch until none is left. If the database is busy, the rest is left to the next run.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        Result<int> batch;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch = await EraseAnswersAsync(cancellationToken);
        }
        while (batch is { Succeeded: true, Value: BatchSize });

        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch = await EraseBatchAsync(cancellationToken);
            total += batch.Succeeded ? batch.Value : 0;
        }
        while (batch is { Succeeded: true, Value: BatchSize });

        if (total > 0)
        {
            LogErased(total);
        }
    }

    /// <summary>Erases the next reservations, at most <see cref="BatchSize"/>.</summary>
    /// <returns>How many were found, or: Busy.</returns>
    public Task<Result<int>> EraseBatchAsync(CancellationToken cancellationToken) => write.RunAsync<int>(
        actor: null,
        async context =>
        {
            var expired = Expired(context.Db, context.Now.AddDays(-current.Venue.RetentionDays));
            var batch = await expired.OrderBy(r => r.PerformanceId).ThenBy(r => r.Id)
                .Take(BatchSize)
                .Select(r => new FoundReservation(r.Id, r.PerformanceId))
                .ToListAsync(context.Cancellation);
            if (batch.Count == 0)
            {
                return 0;
            }

            // Staff can move a party that did not come to a later performance, until its data is erased.
            await PerformanceLock.WaitAsync(context.Db, [.. batch.Select(found => found.PerformanceId).Distinct()], context.Cancellation);
            var ids = batch.Select(found => found.Id).ToArray();
            await PersonalDataErasure.EraseAsync(
                context, await expired.Where(r => EF.Parameter(ids).Contains(r.Id)).ToListAsync(context.Cancellation));
            return batch.Count;
        },
        cancellationToken);

    /// <summary>Erases the next answers that are no longer kept (<see cref="Answer.KeptFor"/>), at most <see cref="BatchSize"/>.</summary>
    /// <remarks>Needs no lock: nothing is decided by an answer.</remarks>
    /// <returns>How many were found, or: Busy.</returns>
    public Task<Result<int>> EraseAnswersAsync(CancellationToken cancellationToken) => write.RunAsync<int>(
        actor: null,
        async context =>
        {
            var startedBy = context.Now - Answer.KeptFor;
            var ids = await context.Db.Answers.Where(a => a.Reservation.Performance.StartsAt <= startedBy)
                .OrderBy(a => a.Id).Take(BatchSize).Select(a => a.Id)
                .ToArrayAsync(context.Cancellation);
            return ids.Length == 0
                ? 0
                : await context.Db.Answers.Where(a => EF.Parameter(ids).Contains(a.Id)).ExecuteDeleteAsync(context.Cancellation);
        },
        cancellationToken);

    private static IQueryable<Reservation> Expired(BookingDbContext db, DateTime startedBy) =>
        db.Reservations.Where(r => r.ErasedAt == null && r.Performance.StartsAt <= startedBy);

    [LoggerMessage(LogLevel.Information, "Erased the personal data of {Count} reservations")]
    private partial void LogErased(int count);
}
