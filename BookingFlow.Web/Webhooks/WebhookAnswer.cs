namespace BookingFlow.Web.Webhooks;

/// <summary>How a receiver answered.</summary>
/// <param name="Status">The HTTP status; null if there was no answer.</param>
/// <param name="Error">See <see cref="WebhookDelivery.LastError"/>; meaningless for a success.</param>
public sealed record WebhookAnswer(int? Status, string Error)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The receiver wants no more messages, says the Standard Webhooks specification.</summary>
    public bool IsGone => Status == StatusCodes.Status410Gone;
}
