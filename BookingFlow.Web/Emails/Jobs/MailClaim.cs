using BookingFlow.Web.Emails.Composition;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>A mail that was claimed.</summary>
/// <param name="Mail">What is to be sent; null: nothing, because the mail is sent, claimed by another, or of no use any more.</param>
public sealed record MailClaim(MailToSend? Mail)
{
    public static MailClaim None { get; } = new(Mail: null);
}
