namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// Starts the delivery of messages to webhooks whose rows are committed. Implemented by <c>Webhooks.WebhookOutbox</c>, which Data may not reference.
/// </summary>
/// <remarks>Only a shortcut: messages that are due are also sent by the recurring job.</remarks>
public interface ICommittedWebhooks
{
    /// <summary>Starts the delivery of all messages that are due, without waiting for the recurring job.</summary>
    void DeliverSoon();
}
