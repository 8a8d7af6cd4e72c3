namespace BookingFlow.Web.Domain.Mail;

/// <summary>The parties of a performance that a message is for. Stored in snake case.</summary>
public enum PartyMessageRecipients
{
    /// <summary>Parties with a confirmed reservation.</summary>
    Confirmed,

    /// <summary>Parties on the waiting list.</summary>
    Waiting,

    /// <summary>Confirmed parties that were checked in.</summary>
    Came,

    /// <summary>Confirmed parties that were not checked in; none before the performance has begun.</summary>
    StayedAway,
}
