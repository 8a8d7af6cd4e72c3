namespace BookingFlow.Web.Emails.Delivery;

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
