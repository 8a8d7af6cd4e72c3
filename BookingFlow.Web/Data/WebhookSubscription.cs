namespace BookingFlow.Web.Data;

/// <summary>A webhook that is on, with the events of which it is told.</summary>
public sealed record WebhookSubscription(int WebhookId, IReadOnlyList<WebhookEvent> Events);
