using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Gives a webhook a new signing secret. The former one signs too for a day.</summary>
public sealed class RenewWebhookSecret(WriteTransaction write, CurrentWebhooks current, WebhookSecrets secrets)
{
    /// <returns>The id and the new secret, or: NotFound, Busy.</returns>
    public Task<Result<AddedWebhook>> RenewAsync(int id, Actor actor, CancellationToken cancellationToken) => write.RunAsync<AddedWebhook>(
        actor,
        async context =>
        {
            if (await context.FindWebhookAsync(id) is not { } webhook)
            {
                return new Failure(FailureKind.NotFound);
            }

            var secret = WebhookSecrets.New();
            webhook.RenewSecret(secrets.Protect(secret), context.Now);
            context.Audit(AuditAction.WebhookSecretRenewed, AuditSubject.Webhook, id, new Uri(webhook.Address).Authority);
            await current.SaveAsync(context);
            return new AddedWebhook(id, secret);
        },
        cancellationToken);
}
