namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>A mail of the outbox as the house is told of it: for whom and how it fares, never what it says.</summary>
public sealed record MailListing
{
    public required int Id { get; init; }

    public required MailKind Kind { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required int Attempts { get; init; }

    public required DateTime? FailingSince { get; init; }

    public required DateTime NextAttemptAt { get; init; }

    public required DateTime? GivenUpAt { get; init; }

    public required DateTime? SentAt { get; init; }

    public required string? LastError { get; init; }

    /// <summary>The party that it goes to; null when it goes to a colleague.</summary>
    public required int? ReservationId { get; init; }

    public required string? Reference { get; init; }

    /// <summary>The colleague that it goes to; null when it goes to a party.</summary>
    public required int? StaffId { get; init; }

    public required string? StaffName { get; init; }

    public MailState State => MailStates.Of(SentAt, GivenUpAt, FailingSince);
}
