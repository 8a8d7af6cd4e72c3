namespace BookingFlow.Web.Emails.Composition;

/// <summary>The data of a party's reservation that its mails show.</summary>
/// <param name="RunningMinutes">Running time of the show; null if not known.</param>
/// <param name="CalendarSequence">See <see cref="Reservation.CalendarSequence"/>.</param>
/// <param name="Token">The party token: of the link to the party's own page, and of the ticket, which is derived from it.</param>
public sealed record MailParty(
    int PartySize, string Reference, PerformanceFacts Performance, int? RunningMinutes, int CalendarSequence, Token Token)
{
    /// <summary>Whether the party asked for the waiting list.</summary>
    public bool Waits { get; init; }

    /// <summary>What the party asked for of the room.</summary>
    public AccessNeeds Access { get; init; }

    /// <summary>When seats that are not claimed are given to others; UTC; null if they never are.</summary>
    public DateTime? CurtainReleaseAt { get; init; }
}
