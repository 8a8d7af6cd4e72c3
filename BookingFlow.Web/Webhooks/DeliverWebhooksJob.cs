using System.Collections.Concurrent;
using BookingFlow.Web.Data;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Webhooks;

/// <summary>Job that delivers all messages to webhooks that are due and not claimed. Enqueued after commits, and recurring.</summary>
/// <remarks>
/// Each webhook has its own sequence, so that a receiver that is slow or down delays only its own messages. After a failure the others of that
/// webhook wait for the next run: a receiver that is down is asked once in a run, not once for each message.
/// </remarks>
[AutomaticRetry(Attempts = 0)]
public sealed class DeliverWebhooksJob(
    IDbContextFactory<BookingDbContext> contexts, WebhookSender sender, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>The most messages that are read at once.</summary>
    private const int BatchSize = 200;

    private readonly ConcurrentDictionary<int, byte> _inProgress = [];

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll((await WebhooksDueAsync(cancellationToken)).Select(id => DeliverAsync(id, cancellationToken)));

    /// <summary>Delivers all that is due to a webhook, up to the first failure. Does nothing if another run on this node is at it.</summary>
    private async Task DeliverAsync(int webhookId, CancellationToken cancellationToken)
    {
        // Asked again after the end, because a run that was requested meanwhile has left its messages to this one.
        while (await DueAsync(webhookId, cancellationToken) is { Count: > 0 } due && _inProgress.TryAdd(webhookId, 0))
        {
            try
            {
                foreach (var id in due)
                {
                    if (lifetime.ApplicationStopping.IsCancellationRequested || !await sender.RunAsync(id, cancellationToken))
                    {
                        return;
                    }
                }
            }
            finally
            {
                _inProgress.TryRemove(webhookId, out _);
            }
        }
    }

    private async Task<List<int>> WebhooksDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Due(db).Select(d => d.WebhookId).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>Returns messages that are due, the oldest first. Each is read and checked again when it is claimed.</summary>
    private async Task<List<int>> DueAsync(int webhookId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Due(db).Where(d => d.WebhookId == webhookId)
            .OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id)
            .Select(d => d.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<WebhookDelivery> Due(BookingDbContext db)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.WebhookDeliveries.Where(
            d => d.DeliveredAt == null && d.GivenUpAt == null && d.NextAttemptAt <= now && (d.ClaimedUntil == null || d.ClaimedUntil <= now));
    }
}
