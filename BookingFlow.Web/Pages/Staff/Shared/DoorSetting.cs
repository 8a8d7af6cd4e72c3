namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>What the door at which this device stands is set to.</summary>
/// <param name="PerformanceId">Null: any performance whose doors are open.</param>
/// <param name="Name">What the door is called, such as "main entrance"; null: it has no name.</param>
public sealed record DoorSetting(int? PerformanceId, string? Name)
{
    public static DoorSetting None { get; } = new(null, null);

    /// <summary>The same where that performance is among tonight's; set to yesterday's, a door would refuse every ticket of tonight.</summary>
    public DoorSetting Among(IReadOnlyList<DoorChoice> tonight) =>
        tonight.Any(p => p.Id == PerformanceId) ? this : this with { PerformanceId = null };
}
