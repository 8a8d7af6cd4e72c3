namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A scan in the door history of a performance.</summary>
/// <param name="At">UTC.</param>
/// <param name="People">People admitted by the scan, whether they count or not; negative when a check-in was undone or reduced.</param>
/// <param name="Inside">People of the party inside after the scan.</param>
/// <param name="ReservationId">Null, like name and reference: the code was unknown.</param>
/// <param name="Door">Name of the door; null: unnamed.</param>
public sealed record ScanLine(
    DateTime At, ScanOutcome Outcome, int People, int Inside, int? ReservationId, string? Name, string? Reference, string StaffName, string? Door,
    int? AssignedPerformanceId);
