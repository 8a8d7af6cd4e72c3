namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Describes a webhook for the audit log: the host and the events. The path of an address may be a secret of the receiver.</summary>
internal static class WebhookAuditText
{
    public static string Of(Webhook webhook) => $"{new Uri(webhook.Address).Authority}: {webhook.Events.Replace(",", ", ", StringComparison.Ordinal)}";
}
