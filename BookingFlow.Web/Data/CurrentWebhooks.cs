using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>The webhooks as this node knows them, so that no confirmation has to read them from the database.</summary>
/// <remarks>
/// A change on this node is valid at once, one on another node when <c>VenueProfileWatch</c> has noticed it (docs/decisions/0065).
/// </remarks>
public sealed class CurrentWebhooks
{
    private readonly Lock _lock = new();
    private volatile Snapshot _snapshot = new(Version: 0, []);

    /// <summary>The webhooks that are on. Usually there are none.</summary>
    public IReadOnlyList<WebhookSubscription> Subscriptions => _snapshot.Subscriptions;

    /// <summary>Saves a change of webhooks in the transaction of a use case; it is valid on this node after the commit.</summary>
    public async Task SaveAsync(UseCaseContext context)
    {
        await context.Db.SaveChangesAsync(context.Cancellation);
        var changed = await ReadAsync(context.Db, context.Cancellation);
        context.AfterCommit(() => Set(changed));
    }

    /// <summary>Reads the webhooks again if another node has changed them.</summary>
    public async Task RefreshAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Webhooks.SumAsync(w => w.Version, cancellationToken) > _snapshot.Version)
        {
            Set(await ReadAsync(db, cancellationToken));
        }
    }

    private static async Task<Snapshot> ReadAsync(BookingDbContext db, CancellationToken cancellationToken)
    {
        var all = await db.Webhooks.OrderBy(w => w.Id).Select(w => new { w.Id, w.Events, w.SwitchedOffAt, w.RemovedAt, w.Version })
            .ToListAsync(cancellationToken);
        // No row is ever deleted and each change increments the version of one, so the sum says which snapshot is newer.
        return new Snapshot(
            all.Sum(w => w.Version),
            [
                .. all.Where(w => w.SwitchedOffAt is null && w.RemovedAt is null)
                    .Select(w => new WebhookSubscription(w.Id, WebhookEvents.Read(w.Events))),
            ]);
    }

    private void Set(Snapshot snapshot)
    {
        lock (_lock)
        {
            if (snapshot.Version > _snapshot.Version)
            {
                _snapshot = snapshot;
            }
        }
    }

    private sealed record Snapshot(int Version, IReadOnlyList<WebhookSubscription> Subscriptions);
}
