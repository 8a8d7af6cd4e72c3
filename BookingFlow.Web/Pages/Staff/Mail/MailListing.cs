namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>An outbox mail in the staff's list: recipient, state and failure, without its content.</summary>
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

    /// <summary>Reservation of the party that receives the mail; null when the recipient is a staff member.</summary>
    public required int? ReservationId { get; init; }

    public required string? Reference { get; init; }

    /// <summary>Staff member who receives the mail; null when the recipient is a party.</summary>
    public required int? StaffId { get; init; }

    public required string? StaffName { get; init; }

    public MailState State => MailStates.Of(SentAt, GivenUpAt, FailingSince, LastError);
}
