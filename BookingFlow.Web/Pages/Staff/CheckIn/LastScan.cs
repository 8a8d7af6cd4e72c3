namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>One of a steward's last scans.</summary>
/// <param name="At">UTC.</param>
/// <param name="ReservationId">Null, like name and party size: the code was unknown.</param>
/// <param name="People">People admitted by the scan, whether they count or not; negative when a check-in was undone or reduced.</param>
/// <param name="Inside">People of the party inside after the scan.</param>
public sealed record LastScan(DateTime At, ScanOutcome Outcome, int? ReservationId, string? Name, int? PartySize, int People, int Inside);
