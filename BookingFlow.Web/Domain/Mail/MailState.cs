namespace BookingFlow.Web.Domain.Mail;

/// <summary>Where an owed mail stands, as the house is told.</summary>
public enum MailState
{
    /// <summary>Owed, and nothing went wrong yet.</summary>
    Waiting,

    /// <summary>Owed, and the last try failed; it is tried again by itself.</summary>
    Failing,

    /// <summary>Refused for good, or of no use any more: never tried again by itself.</summary>
    GivenUp,

    Sent,
}
