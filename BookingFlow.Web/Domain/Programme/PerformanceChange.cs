namespace BookingFlow.Web.Domain.Programme;

/// <summary>A change of a performance's show, room or time: what it was before. Parties with tickets are told of it by mail.</summary>
public sealed class PerformanceChange
{
    public int Id { get; private set; }

    public int PerformanceId { get; private set; }

    /// <summary>When it was changed; UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Title of the show before.</summary>
    public required string ShowTitle { get; init; }

    /// <summary>Name of the room before.</summary>
    public required string RoomName { get; init; }

    /// <summary>Start before; UTC.</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>Creates the record of what a performance is before a change.</summary>
    /// <param name="performance">With its show and room.</param>
    public static PerformanceChange From(Performance performance, DateTime now) => new()
    {
        PerformanceId = performance.Id,
        At = now,
        ShowTitle = performance.Show.Title,
        RoomName = performance.Room.Name,
        StartsAt = performance.StartsAt,
    };

    /// <summary>Whether a performance is again what it was before the change.</summary>
    public bool IsUndoneBy(PerformanceFacts now) => (ShowTitle, RoomName, StartsAt) == (now.ShowTitle, now.RoomName, now.StartsAt);
}
