namespace BookingFlow.Web.Data.Writing;

/// <summary>Sends mail whose outbox row was committed. A mail that is not passed here is sent by the recurring job.</summary>
public interface ICommittedMail
{
    /// <summary>Has one mail sent now rather than by the next run of the recurring job.</summary>
    void SendSoon(OutboxMail mail);

    /// <summary>Has all mail that is due sent now rather than by the next run of the recurring job.</summary>
    void SendAllDueSoon();
}
