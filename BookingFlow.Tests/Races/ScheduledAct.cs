namespace BookingFlow.Tests.Races;

/// <summary>A step of a random schedule.</summary>
/// <param name="Who">Index of the party, in the order of creation; a step with an unknown party does nothing.</param>
/// <param name="Access">Access places: of the party that reserves, or of the performance.</param>
/// <param name="IsAccessReleased">Whether access places of the performance are released.</param>
public sealed record ScheduledAct(
    ScheduledActKind Kind, int Who, int People, int Smallest, AccessPlaces Access = default, bool IsAccessReleased = false)
{
    /// <summary>The access places of a party: one of each at most, and not more than its people.</summary>
    public AccessPlaces PartyAccess => Access.AtMost(new(1, 1)).For(People);
}
