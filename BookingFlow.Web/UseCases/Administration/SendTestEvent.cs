using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Sends a test event to a webhook.</summary>
public sealed class SendTestEvent(WriteTransaction write, ICommittedWebhooks committed)
{
    /// <returns>The message, or: NotFound, NotPossible (it is switched off), Busy.</returns>
    public Task<Result<WebhookDelivery>> SendAsync(int webhookId, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<WebhookDelivery>(
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

                var message = WebhookDelivery.Of(webhookId, Guid.NewGuid(), WebhookEvent.Test, new WebhookData(), context.Now);
                context.Db.Add(message);
                context.Audit(AuditAction.WebhookTested, AuditSubject.Webhook, webhookId);
                context.AfterCommit(committed.DeliverSoon);
                return message;
            },
            cancellationToken);
}
