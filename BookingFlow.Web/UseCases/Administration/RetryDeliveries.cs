using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Makes messages to a webhook that were not delivered due now, those that were given up included.</summary>
public sealed class RetryDeliveries(WriteTransaction write, ICommittedWebhooks committed)
{
    /// <returns>The number of messages, or: NotFound, NotPossible (the webhook is switched off), Busy.</returns>
    public Task<Result<int>> RetryAsync(int webhookId, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.FindWebhookAsync(webhookId) is not { } webhook)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (!webhook.IsOn)
            {
                return Failure.NotPossible(Obstacle.WebhookSwitchedOff);
            }

            var now = context.Now;
            var count = await context.Db.WebhookDeliveries
                .Where(d => d.WebhookId == webhookId && d.DeliveredAt == null && (d.Attempts > 0 || d.GivenUpAt != null))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.NextAttemptAt, now).SetProperty(d => d.GivenUpAt, (DateTime?)null), context.Cancellation);
            if (count > 0)
            {
                context.Audit(AuditAction.WebhookRetried, AuditSubject.Webhook, webhookId, count.ToString(CultureInfo.InvariantCulture));
                context.AfterCommit(committed.DeliverSoon);
            }

            return count;
        },
        cancellationToken);
}
