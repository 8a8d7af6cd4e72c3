using BookingFlow.Web.Domain;

namespace BookingFlow.Web.Emails;

/// <summary>
/// Everything that a mail says, read in the transaction that claimed it. It holds a raw token, which was made for
/// this attempt: it lives in memory and in the mail, nowhere else.
/// </summary>
/// <param name="Token">The confirmation token, or the ticket token, as the kind asks for.</param>
/// <param name="ExpiresAt">Until when a confirmation link works; UTC.</param>
public sealed record MailToSend(
    int MailId, MailKind Kind, Guid MessageId, Token Token, DateTime? ExpiresAt,
    string To, string Name, int PartySize, string Reference, PerformanceFacts Performance, int? RunningMinutes);
