namespace BookingFlow.Web.Emails.Composition;

/// <summary>
/// Everything that a mail says, read in the transaction that claimed it. It holds a raw token, which was made for
/// this attempt: it lives in memory and in the mail, nowhere else.
/// </summary>
/// <param name="Token">What the mail's link opens, as the kind asks for; a mail without a link leaves it unused.</param>
/// <param name="ExpiresAt">Until when the link works; UTC; null: as long as what it opens.</param>
/// <param name="Party">Null when the mail goes to a colleague.</param>
public sealed record MailToSend(
    int MailId, MailKind Kind, Guid MessageId, Token Token, DateTime? ExpiresAt, string To, string Name, PartyToTell? Party)
{
    /// <summary>In which language it is written.</summary>
    public required string Language { get; init; }

    /// <summary>What the house has written of itself, to be linked at its foot.</summary>
    public IReadOnlyList<VenueTextKind> VenueTexts { get; init; } = [];
}
