namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A line of the door's history as it is shown.</summary>
/// <param name="ReservationId">Null, as its name and reference: the code was none of ours.</param>
public sealed record ScanLine(
    DateTime At, ScanOutcome Outcome, int People, int Inside, int? ReservationId, string? Name, string? Reference, string StaffName, string? Door,
    int? DoorOf);
