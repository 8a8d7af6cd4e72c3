namespace BookingFlow.Web.Emails.Composition;

/// <summary>The content of a mail, read in the transaction that claims it.</summary>
/// <remarks>It contains a raw token, which is created for this attempt and exists only in memory and in the mail.</remarks>
/// <param name="Token">The token of a link that confirms, or of a link for staff; unused in other mails.</param>
/// <param name="ExpiresAt">When the link expires; UTC; null if it does not expire by itself.</param>
/// <param name="Party">The party that the mail is about; null in a mail to a staff member.</param>
public sealed record MailToSend(
    int MailId, MailKind Kind, Guid MessageId, Token Token, DateTime? ExpiresAt, string To, string Name, MailParty? Party)
{
    private const int SamplePartySize = 2;

    private const string SampleReference = "ACDE-FG";

    /// <summary>What the performance was before the change that the mail announces; null in other mails.</summary>
    public PerformanceChange? Before { get; init; }

    /// <summary>
    /// The state of the address's first reservation, which <see cref="Party"/> is, in the mail that takes the place of another one's confirmation;
    /// null in other mails.
    /// </summary>
    public ReservationStatus? First { get; init; }

    /// <summary>
    /// All reservations that the link confirms, in the order of their performances, <see cref="Party"/> included, without tokens; empty if it is that
    /// one only.
    /// </summary>
    public IReadOnlyList<MailParty> Group { get; init; } = [];

    /// <summary>The message of the staff that the mail contains; null in other mails.</summary>
    public PartyMessage? Message { get; init; }

    /// <summary>Whether <see cref="Party"/> is an example, in a preview of a message or a test of it. There is then no page of the party.</summary>
    public bool IsSample { get; init; }

    /// <summary>The language of the mail, such as <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Creates the mail with a message of the staff that shows examples instead of a party's data.</summary>
    /// <param name="mail">The row of a test to a staff member; null for a preview, which is not sent.</param>
    /// <param name="performance">The performance that the message is about.</param>
    public static MailToSend SampleOf(
        PartyMessage message, PerformanceFacts performance, OutboxMail? mail, string to, string name, string language)
    {
        var party = new MailParty(SamplePartySize, SampleReference, performance, RunningMinutes: null, CalendarSequence: 0, Token.New());
        return new MailToSend(
            mail?.Id ?? 0, MailKind.PartyMessage, mail?.MessageId ?? Guid.NewGuid(), Token.New(), ExpiresAt: null, to, name, party)
        {
            Message = message,
            IsSample = true,
            Language = language,
        };
    }
}
