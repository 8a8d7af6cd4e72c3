namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>The door that a device serves: assigned performance and name.</summary>
/// <param name="PerformanceId">Assigned performance; null: any performance whose doors are open.</param>
/// <param name="Name">Name of the door, such as "main entrance"; null: unnamed.</param>
public sealed record DoorSetting(int? PerformanceId, string? Name)
{
    public static DoorSetting None { get; } = new(null, null);

    /// <summary>Whether the performance cannot be changed: a device was paired for it.</summary>
    public bool IsFixed { get; init; }

    /// <summary>
    /// Returns this setting, without its performance if that is not among tonight's. A door still assigned to yesterday's performance
    /// would refuse every ticket.
    /// </summary>
    public DoorSetting LimitedTo(IReadOnlyList<DoorChoice> tonight) =>
        IsFixed || tonight.Any(p => p.Id == PerformanceId) ? this : this with { PerformanceId = null };
}
