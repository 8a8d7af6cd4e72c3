namespace BookingFlow.Tests.Races;

/// <summary>A step of a random schedule.</summary>
/// <param name="Who">Index of the party, in the order of creation; a step with an unknown party does nothing.</param>
public sealed record ScheduledAct(ScheduledActKind Kind, int Who, int People, int Smallest);
