namespace BookingFlow.Web.Domain;

/// <summary>An earlier check-in as it is told at the door: when (UTC), by whom, and how many people were let in.</summary>
public sealed record CheckInFacts(DateTime At, string By, int People)
{
    /// <summary>What the door was called; null: it had no name.</summary>
    public string? Door { get; init; }

    /// <summary>How many of the party are not inside yet, 0 or more.</summary>
    public int StillToCome { get; init; }
}
