using BookingFlow.Web.Emails.Composition;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>The result of claiming a mail.</summary>
/// <param name="Mail">The mail to send; null if there is nothing to send, because it is sent, claimed by another sender or given up.</param>
public sealed record MailClaim(MailToSend? Mail)
{
    public static MailClaim None { get; } = new(Mail: null);
}
