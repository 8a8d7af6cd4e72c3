namespace BookingFlow.Web.Domain.Door;

/// <summary>An entry of the scan history that changed how many people of a party are inside.</summary>
/// <param name="At">UTC.</param>
/// <param name="People">Above zero if people were admitted; below zero if a check-in was undone or corrected.</param>
public sealed record Arrival(int? ReservationId, DateTime At, ScanOutcome Outcome, int People);
