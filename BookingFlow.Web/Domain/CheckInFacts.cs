namespace BookingFlow.Web.Domain;

/// <summary>An earlier check-in as it is shown at the door.</summary>
/// <param name="At">When the first people of the party were admitted; UTC.</param>
/// <param name="By">Name of the staff member who checked the party in.</param>
/// <param name="People">How many people of the party are inside.</param>
public sealed record CheckInFacts(DateTime At, string By, int People)
{
    /// <summary>Name of the door; null if it had none.</summary>
    public string? Door { get; init; }

    /// <summary>How many people of the party are not inside yet, 0 or more.</summary>
    public int StillToCome { get; init; }
}
