using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Recurring job that closes waiting lists some time before the start, and tells by mail the parties that did not get seats.</summary>
/// <remarks>
/// Each performance in one transaction under its lock, with status and mail together, so that it may be killed at any point. Nothing else depends
/// on it: whether a waiting list is closed is decided by comparing times.
/// </remarks>
public sealed class CloseWaitingLists(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, CurrentVenue current, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var performanceId in await FindDueAsync(cancellationToken))
        {
            await write.RunAsync<Performance>(
                actor: null,
                async context =>
                {
                    var performance = await PerformanceLock.TakeAsync(context.Db, performanceId, context.Cancellation);
                    if (performance is null || !IsDue(performance.StartsAt, context.Now))
                    {
                        return new Failure(FailureKind.PerformanceNotFound);
                    }

                    foreach (var party in await context.Db.WaitingParties(performanceId).ToListAsync(context.Cancellation))
                    {
                        party.Expire();
                        context.EnqueueIfAddressed(MailKind.WaitingListClosed, party, sendSoon: false);
                    }

                    return performance;
                },
                cancellationToken);
        }
    }

    private bool IsDue(DateTime startsAt, DateTime now) => current.Rules.WaitingListClosesAt(startsAt) <= now;

    private async Task<List<int>> FindDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Performances.Where(p => p.WaitingPeople > 0).OrderBy(p => p.Id).Select(p => new { p.Id, p.StartsAt })
            .ToListAsync(cancellationToken);
        return [.. waiting.Where(p => IsDue(p.StartsAt, now)).Select(p => p.Id)];
    }
}
