namespace BookingFlow.Web.Domain.Door;

/// <summary>The staff member at a door, and the performance assigned to that door.</summary>
/// <param name="AssignedPerformanceId">The performance assigned to the door; null to accept any whose doors are open.</param>
/// <param name="Door">Name of the door, such as "main entrance"; null if it has none.</param>
public sealed record Steward(int StaffId, string Name, int? AssignedPerformanceId, string? Door = null)
{
    public Actor Actor => new(StaffId, Name);

    /// <summary>Whether a check-in is this steward's own. The devices that a staff member has paired share the account, but not the name.</summary>
    public bool Made(int staffId, string staffName) => staffId == StaffId && string.Equals(staffName, Name, StringComparison.Ordinal);
}
