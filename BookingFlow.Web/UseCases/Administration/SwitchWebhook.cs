using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Switches a webhook off, on again, or removes it.</summary>
/// <remarks>
/// What happens while it is off is never told. Messages that were not sent by then are given up; an Administrator can retry them once it is on.
/// </remarks>
public sealed class SwitchWebhook(WriteTransaction write, CurrentWebhooks current)
{
    /// <summary>Switches it off; does nothing if it is off.</summary>
    /// <returns>The webhook, or: NotFound, Busy.</returns>
    public Task<Result<Webhook>> OffAsync(int id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        id, actor, AuditAction.WebhookSwitchedOff, webhook => webhook.IsOn, (webhook, now) => webhook.SwitchOff(now), cancellationToken);

    /// <summary>Switches it on; does nothing if it is on.</summary>
    /// <inheritdoc cref="OffAsync"/>
    public Task<Result<Webhook>> OnAsync(int id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        id, actor, AuditAction.WebhookSwitchedOn, webhook => !webhook.IsOn, (webhook, _) => webhook.SwitchOn(), cancellationToken);

    /// <summary>Removes it, with its address and secrets. Its messages stay until they are removed by age.</summary>
    /// <inheritdoc cref="OffAsync"/>
    public Task<Result<Webhook>> RemoveAsync(int id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        id, actor, AuditAction.WebhookRemoved, _ => true, (webhook, now) => webhook.Remove(now), cancellationToken);

    private Task<Result<Webhook>> ChangeAsync(
        int id, Actor actor, AuditAction action, Func<Webhook, bool> isNeeded, Action<Webhook, DateTime> change,
        CancellationToken cancellationToken) => write.RunAsync<Webhook>(
            actor,
            async context =>
            {
                if (await context.FindWebhookAsync(id) is not { } webhook)
                {
                    return new Failure(FailureKind.NotFound);
                }

                if (isNeeded(webhook))
                {
                    context.Audit(action, AuditSubject.Webhook, id, WebhookAuditText.Of(webhook));
                    change(webhook, context.Now);
                    await current.SaveAsync(context);
                }

                return webhook;
            },
            cancellationToken);
}
