namespace BookingFlow.Tests.Races;

/// <summary>A confirmed party.</summary>
/// <param name="Version">Version of the performance that the confirmation produced.</param>
/// <param name="People">Size of the party.</param>
public sealed record ConfirmedParty(int Version, int People);
