namespace BookingFlow.Web.Components.Emails;

/// <summary>One reservation of a group, in the mail with the link that confirms all.</summary>
/// <param name="DoorsOpenAt">See <see cref="MailFacts.DoorsOpenAt"/>.</param>
public sealed record MailGroupRow(PerformanceFacts Performance, int PartySize, string Reference, DateTime? DoorsOpenAt);
