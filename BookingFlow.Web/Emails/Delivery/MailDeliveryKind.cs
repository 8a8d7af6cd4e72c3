namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Where mail is delivered: to a folder, for development, or to a mail server.</summary>
public enum MailDeliveryKind
{
    Folder,
    Smtp,
}
