namespace BookingFlow.Web.Domain;

/// <summary>Which performance a person is told of: show, room and start (UTC).</summary>
public sealed record PerformanceFacts(int PerformanceId, string ShowSlug, string ShowTitle, string RoomName, DateTime StartsAt)
{
    /// <summary>How the room is found; null where the house tells nothing of it, or nobody needs it here.</summary>
    public Directions? Directions { get; init; }
}
