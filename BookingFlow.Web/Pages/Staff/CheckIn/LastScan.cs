namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>One of the last scans. The name is null where the code was none of ours.</summary>
/// <param name="People">How many came in by it; below zero where they went out again.</param>
/// <param name="Inside">How many of the party were inside afterwards.</param>
public sealed record LastScan(DateTime At, ScanOutcome Outcome, int? ReservationId, string? Name, int? PartySize, int People, int Inside);
