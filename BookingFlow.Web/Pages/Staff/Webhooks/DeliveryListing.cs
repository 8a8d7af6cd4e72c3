namespace BookingFlow.Web.Pages.Staff.Webhooks;

/// <summary>A message to a webhook in the staff's list.</summary>
public sealed record DeliveryListing
{
    public required string Type { get; init; }

    public required Guid EventId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required int Attempts { get; init; }

    public required DateTime NextAttemptAt { get; init; }

    public required DateTime? DeliveredAt { get; init; }

    public required DateTime? GivenUpAt { get; init; }

    public required string? LastError { get; init; }

    /// <summary>The states of mail, so that they look the same; a message is never held back.</summary>
    public MailState State => this switch
    {
        { DeliveredAt: not null } => MailState.Sent,
        { GivenUpAt: not null } => MailState.GivenUp,
        { Attempts: > 0 } => MailState.Failing,
        _ => MailState.Waiting,
    };
}
