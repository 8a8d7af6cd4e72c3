namespace BookingFlow.Tests.Races;

/// <summary>A party that got its seats: which version of the performance its confirmation made, and how many people it is.</summary>
public sealed record Confirmed(int Version, int People);
