namespace BookingFlow.Web.Domain.Mail;

/// <summary>A message that staff wrote to the parties of a performance. Each recipient gets it in a mail of its own.</summary>
/// <remarks>
/// The mails are rows of the outbox that refer to the message (docs/decisions/0051). The text is the same for all; it has no data of a party.
/// </remarks>
public sealed class PartyMessage
{
    public int Id { get; private set; }

    public int PerformanceId { get; private set; }

    public Performance Performance { get; private set; } = null!;

    public PartyMessageRecipients Recipients { get; private set; }

    /// <summary>One line, at most <see cref="Limits.MessageSubject"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>Markdown, at most <see cref="Limits.MessageText"/>.</summary>
    public required string Text { get; init; }

    /// <summary>When it was sent to the outbox; UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    public int? StaffId { get; private set; }

    /// <summary>Name of the author at that time.</summary>
    public required string StaffName { get; init; }

    /// <summary>Idempotency key (<see cref="ValidPartyMessage.SubmissionKey"/>), so that the same form submitted twice sends once; unique.</summary>
    public Guid SubmissionKey { get; private set; }

    /// <summary>Number of parties that it was sent to; 0 for a test, which only its author gets.</summary>
    public int RecipientCount { get; private set; }

    /// <summary>Creates a message to parties.</summary>
    /// <param name="recipientCount">1 or more.</param>
    public static PartyMessage ToParties(
        int performanceId, ValidPartyMessage message, Guid submissionKey, int recipientCount, Actor by, DateTime now) =>
        Of(performanceId, message, submissionKey, recipientCount, by, now);

    /// <summary>Creates a message that only its author gets, or that is only shown.</summary>
    public static PartyMessage Test(int performanceId, ValidPartyMessage message, Actor by, DateTime now) =>
        Of(performanceId, message, Guid.NewGuid(), recipientCount: 0, by, now);

    private static PartyMessage Of(
        int performanceId, ValidPartyMessage message, Guid submissionKey, int recipientCount, Actor by, DateTime now) => new()
        {
            PerformanceId = performanceId,
            Recipients = message.Recipients,
            Subject = message.Subject,
            Text = message.Text,
            CreatedAt = now,
            StaffId = by.Id,
            StaffName = by.Name,
            SubmissionKey = submissionKey,
            RecipientCount = recipientCount,
        };
}
