namespace BookingFlow.Web.Pages.Staff.Webhooks;

/// <summary>A webhook in the staff's list.</summary>
public sealed record WebhookListing
{
    public required int Id { get; init; }

    public required string Address { get; init; }

    /// <summary>As <see cref="WebhookEvents.Write"/> writes them.</summary>
    public required string Events { get; init; }

    public required DateTime? SwitchedOffAt { get; init; }

    /// <inheritdoc cref="Webhook.IsGone"/>
    public required bool IsGone { get; init; }

    /// <summary>Messages that failed at least once and are tried again, or were given up.</summary>
    public required int Undelivered { get; init; }
}
