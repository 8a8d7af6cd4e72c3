using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Hands finished mails over, one after the other, never two at once. Returns when a mail was taken; throws when it was not.</summary>
public interface IMailDelivery
{
    Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken);
}

/// <summary>The server said that it will never take this mail: trying again would only annoy it.</summary>
public sealed class MailRefusedException : Exception
{
    public MailRefusedException()
    {
    }

    public MailRefusedException(string message)
        : base(message)
    {
    }

    public MailRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
