namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Thrown when the mail server refuses a mail permanently, so that it must not be sent again.</summary>
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
