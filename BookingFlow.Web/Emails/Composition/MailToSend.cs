namespace BookingFlow.Web.Emails.Composition;

/// <summary>The content of a mail, read in the transaction that claims it.</summary>
/// <remarks>It contains a raw token, which is created for this attempt and exists only in memory and in the mail.</remarks>
/// <param name="Token">The token of a link that confirms, or of a link for staff; unused in other mails.</param>
/// <param name="ExpiresAt">When the link expires; UTC; null if it does not expire by itself.</param>
/// <param name="Party">The party that the mail is about; null in a mail to a staff member.</param>
public sealed record MailToSend(
    int MailId, MailKind Kind, Guid MessageId, Token Token, DateTime? ExpiresAt, string To, string Name, MailParty? Party)
{
    /// <summary>What the performance was before the change that the mail announces; null in other mails.</summary>
    public PerformanceChange? Before { get; init; }

    /// <summary>The language of the mail, such as <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The pages written by the venue, which the footer links to.</summary>
    public IReadOnlyList<VenueTextKind> VenueTexts { get; init; } = [];
}
