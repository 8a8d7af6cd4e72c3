using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting.Health;

/// <summary>Checks that the database can be written, by a write that is rolled back.</summary>
/// <remarks>
/// A write takes the lock that requests wait for, so a result is cached unless it is unhealthy, and probes that arrive together share one write. A
/// database that is busy is Degraded: taking the node out would not help.
/// </remarks>
internal sealed class WriteCheck(IDbContextFactory<BookingDbContext> contexts, DatabaseFaultLog faults, TimeProvider clock)
    : IHealthCheck, IDisposable
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(5);

    /// <summary>How long the check waits for the write queue. Shorter than requests wait, so that it is answered within a probe's timeout.</summary>
    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private HealthCheckResult _cached;
    private DateTimeOffset _cachedUntil = DateTimeOffset.MinValue;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (now < _cachedUntil)
            {
                return _cached;
            }

            var result = await TryWriteAsync(cancellationToken);
            if (result.Status != HealthStatus.Unhealthy)
            {
                (_cached, _cachedUntil) = (result, now + CacheDuration);
            }

            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<HealthCheckResult> TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            using var writeLock = await EnterQueueAsync(db, cancellationToken);
            await db.TryWriteAsync(cancellationToken);
            faults.ReportWritten();
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (DatabaseFaults.Of(exception) is { } fault)
        {
            return faults.Report(exception) is { Kind: FailureKind.Busy }
                ? HealthCheckResult.Degraded($"The database is busy: {fault}.")
                : HealthCheckResult.Unhealthy($"The database cannot be written: {fault}.");
        }
    }

    private static async Task<IDisposable?> EnterQueueAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(QueueTimeout);
        try
        {
            return await SqliteWriteQueue.Of(db).EnterAsync(timeout.Token);
        }
        catch (OperationCanceledException timedOut) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseBusyException("The write queue was not free in time.", timedOut);
        }
    }
}
