using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Changes the address and the events of a webhook. Messages that are not sent yet go to the new address.</summary>
public sealed class EditWebhook(WriteTransaction write, CurrentWebhooks current, WebhookNetworks networks)
{
    /// <returns>The webhook, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<Webhook>> EditAsync(int id, WebhookInput typed, Actor actor, CancellationToken cancellationToken) => write.RunAsync<Webhook>(
        actor,
        async context =>
        {
            if (await context.FindWebhookAsync(id) is not { } webhook)
            {
                return new Failure(FailureKind.NotFound);
            }

            var valid = ValidWebhook.Check(typed, networks);
            if (!valid.Succeeded)
            {
                return valid.Failure;
            }

            var before = WebhookAuditText.Of(webhook);
            webhook.Edit(valid.Value);
            context.Audit(AuditAction.WebhookEdited, AuditSubject.Webhook, id, $"{before} → {WebhookAuditText.Of(webhook)}");
            await current.SaveAsync(context);
            return webhook;
        },
        cancellationToken);
}
