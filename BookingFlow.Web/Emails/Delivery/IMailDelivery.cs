using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Hands finished mails over, one after the other, never two at once. Returns when a mail was taken; throws when it was not.</summary>
public interface IMailDelivery
{
    Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken);
}
