using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Recurring job that releases the access places that are not taken at their hour: first to the waiting list, then to everyone.</summary>
/// <remarks>
/// Each performance in one transaction under its lock, at whose end the waiting list is served, so that no visitor can take a released seat before
/// it (docs/decisions/0069). It may be killed at any point, and late: until then the places are held back.
/// </remarks>
public sealed class ReleaseAccessPlaces(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, TimeProvider clock)
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
                    if (performance is not { AccessPlacesReleased: false } || !performance.AccessPlacesAreDue(context.Now))
                    {
                        return new Failure(FailureKind.PerformanceNotFound);
                    }

                    var before = performance.Capacity;
                    performance.ReleaseAccessPlaces();
                    if (before.HeldBack > 0)
                    {
                        context.Db.Add(CapacityChange.OfRelease(performanceId, before, performance.Capacity, context.Now));
                    }

                    return performance;
                },
                cancellationToken);
        }
    }

    private async Task<List<int>> FindDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var held = await db.Performances.AsNoTracking()
            .Where(p => p.WheelchairPlaces + p.CompanionPlaces > 0 && !p.AccessPlacesReleased && p.CancelledAt == null)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        return [.. held.Where(p => p.AccessPlacesAreDue(now)).Select(p => p.Id)];
    }
}
