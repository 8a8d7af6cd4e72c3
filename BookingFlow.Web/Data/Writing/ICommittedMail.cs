namespace BookingFlow.Web.Data.Writing;

/// <summary>Starts the sending of mail whose outbox row is committed. Implemented by <c>Emails.Outbox</c>, which Data may not reference.</summary>
/// <remarks>Only a shortcut: mail that is not passed here is sent by the recurring job.</remarks>
public interface ICommittedMail
{
    /// <summary>Starts the sending of one mail without waiting for the recurring job.</summary>
    void SendSoon(OutboxMail mail);

    /// <summary>Starts the sending of all mail that is due without waiting for the recurring job.</summary>
    void SendAllDueSoon();
}
