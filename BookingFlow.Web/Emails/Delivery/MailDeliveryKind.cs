namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Where mail goes: a folder to look into, or a mail server.</summary>
public enum MailDeliveryKind
{
    Folder,
    Smtp,
}
