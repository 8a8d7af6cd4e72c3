namespace BookingFlow.Web.Emails.Composition;

/// <summary>The party that a mail is about.</summary>
public sealed record PartyToTell(int PartySize, string Reference, PerformanceFacts Performance, int? RunningMinutes);
