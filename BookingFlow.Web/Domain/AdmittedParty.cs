namespace BookingFlow.Web.Domain;

/// <summary>A party that was let in, as the steward reads it at arm's length. The time is UTC.</summary>
public sealed record AdmittedParty(string Name, int People, string Reference, PerformanceFacts Performance, DateTime At);
