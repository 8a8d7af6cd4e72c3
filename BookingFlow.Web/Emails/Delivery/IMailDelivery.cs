using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Delivers composed mails to a mail server or a folder. Not thread-safe.</summary>
public interface IMailDelivery
{
    /// <summary>Delivers one mail. Completes when it was accepted, and throws if it was not.</summary>
    /// <exception cref="MailRefusedException">The mail is refused permanently. After any other exception it can be sent again later.</exception>
    Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken);
}
