using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Adds a webhook, with a new signing secret.</summary>
public sealed class AddWebhook(WriteTransaction write, CurrentWebhooks current, WebhookSecrets secrets, WebhookNetworks networks)
{
    /// <returns>The id and the secret, or: InvalidInput, Busy.</returns>
    public Task<Result<AddedWebhook>> AddAsync(WebhookInput typed, Actor actor, CancellationToken cancellationToken) => write.RunAsync<AddedWebhook>(
        actor,
        async context =>
        {
            var valid = ValidWebhook.Check(typed, networks);
            if (!valid.Succeeded)
            {
                return valid.Failure;
            }

            var secret = WebhookSecrets.New();
            var webhook = Webhook.Of(valid.Value, secrets.Protect(secret), context.Now);
            context.Db.Add(webhook);
            await current.SaveAsync(context);
            context.Audit(AuditAction.WebhookAdded, AuditSubject.Webhook, webhook.Id, WebhookAuditText.Of(webhook));
            return new AddedWebhook(webhook.Id, secret);
        },
        cancellationToken);
}
