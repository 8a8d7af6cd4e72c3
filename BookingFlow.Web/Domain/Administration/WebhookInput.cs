namespace BookingFlow.Web.Domain.Administration;

/// <summary>Submitted form of a webhook, not yet validated. The property names are those of <see cref="FormField"/>.</summary>
public sealed record WebhookInput
{
    public string? WebhookAddress { get; init; }

    /// <summary>Names of <see cref="WebhookEvent"/>; null if none is selected.</summary>
    public IReadOnlyList<string>? WebhookEvents { get; init; }
}
