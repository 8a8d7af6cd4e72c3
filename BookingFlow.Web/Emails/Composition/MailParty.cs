namespace BookingFlow.Web.Emails.Composition;

/// <summary>The data of a party's reservation that its mails show.</summary>
/// <param name="RunningMinutes">Running time of the show; null if not known.</param>
public sealed record MailParty(int PartySize, string Reference, PerformanceFacts Performance, int? RunningMinutes);
