using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Brings the addresses of reservations that an earlier version stored to their canonical form, and computes their mailbox keys.</summary>
/// <remarks>
/// A job, at each start. It stops at once when there are none, which is always so after the first time. Until then such a party is found by the
/// address as it was stored, and does not count as known (docs/decisions/0056).
/// </remarks>
public sealed partial class CanonicalizeAddresses(
    IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, ILogger<CanonicalizeAddresses> log)
{
    /// <summary>Number of reservations in one transaction, so that visitors do not wait for the write lock.</summary>
    public const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await Unkeyed(db).AnyAsync(cancellationToken))
        {
            return;
        }

        var total = 0;
        Result<int> batch;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch = await RunBatchAsync(cancellationToken);
            total += batch.Succeeded ? batch.Value : 0;
        }
        while (batch is { Succeeded: true, Value: BatchSize });

        if (total > 0)
        {
            LogDone(total);
        }
    }

    private Task<Result<int>> RunBatchAsync(CancellationToken cancellationToken) => write.RunAsync<int>(
        actor: null,
        async context =>
        {
            var found = await Unkeyed(context.Db).OrderBy(r => r.PerformanceId).ThenBy(r => r.Id)
                .Take(BatchSize)
                .Select(r => new FoundReservation(r.Id, r.PerformanceId))
                .ToListAsync(context.Cancellation);
            // Locked, so that no address is corrected meanwhile and then overwritten.
            await PerformanceLock.WaitAsync(context.Db, [.. found.Select(r => r.PerformanceId).Distinct()], context.Cancellation);
            var ids = found.Select(r => r.Id).ToArray();
            await foreach (var reservation in Unkeyed(context.Db).Where(r => EF.Parameter(ids).Contains(r.Id)).AsAsyncEnumerable()
                .WithCancellation(context.Cancellation))
            {
                reservation.Email = EmailAddress.Canonical(reservation.Email!);
            }

            return found.Count;
        },
        cancellationToken,
        WritePriority.Mail);

    private static IQueryable<Reservation> Unkeyed(BookingDbContext db) => db.Reservations.Where(r => r.Email != null && r.MailboxKey == null);

    [LoggerMessage(LogLevel.Information, "Brought the addresses of {Count} reservations to their canonical form")]
    private partial void LogDone(int count);
}
