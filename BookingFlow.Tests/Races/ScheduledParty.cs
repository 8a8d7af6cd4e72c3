namespace BookingFlow.Tests.Races;

/// <summary>A party of a random schedule, in the database.</summary>
public sealed record ScheduledParty(int Id, string Reference, Token Link);
