using BookingFlow.Web.Data;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Webhooks;

/// <summary>Job that delivers all messages to webhooks that are due and not claimed. Enqueued after commits, and recurring.</summary>
/// <remarks>
/// Each webhook has its own sequence, so that a receiver that does not answer delays only its own messages. After a failure the others of that
/// webhook wait for the next run: a receiver that is down is asked once in a run, not once for each message.
/// </remarks>
[AutomaticRetry(Attempts = 0)]
public sealed class DeliverWebhooksJob(
    IDbContextFactory<BookingDbContext> contexts, WebhookSender sender, WebhookOutbox outbox, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>The most messages that are read at once.</summary>
    private const int BatchSize = 200;

    private int _isRunning;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        outbox.Started();
        // Another run of this node reads again when it has delivered what it knows of.
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return;
        }

        try
        {
            HashSet<int> failed = [];
            while (!lifetime.ApplicationStopping.IsCancellationRequested && await DueAsync(failed, cancellationToken) is { Count: > 0 } due)
            {
                var outcomes = await Task.WhenAll(due.GroupBy(d => d.WebhookId, d => d.Id).Select(async messages =>
                    (WebhookId: messages.Key, AllSent: await DeliverAsync([.. messages], cancellationToken))));
                failed.UnionWith(outcomes.Where(outcome => !outcome.AllSent).Select(outcome => outcome.WebhookId));
            }
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Returns the messages that are due, the oldest first. Each is read and checked again when it is claimed.</summary>
    private async Task<List<(int Id, int WebhookId)>> DueAsync(IReadOnlyCollection<int> failed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.WebhookDeliveries
            .Where(d => d.DeliveredAt == null && d.GivenUpAt == null && d.NextAttemptAt <= now && (d.ClaimedUntil == null || d.ClaimedUntil <= now))
            .Where(d => !failed.Contains(d.WebhookId))
            .OrderBy(d => d.NextAttemptAt).ThenBy(d => d.Id)
            .Select(d => new { d.Id, d.WebhookId })
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        return due.ConvertAll(d => (d.Id, d.WebhookId));
    }

    /// <returns>False if one was not delivered; the rest is left to a later run.</returns>
    private async Task<bool> DeliverAsync(IReadOnlyList<int> messages, CancellationToken cancellationToken)
    {
        foreach (var id in messages)
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested || !await sender.RunAsync(id, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
