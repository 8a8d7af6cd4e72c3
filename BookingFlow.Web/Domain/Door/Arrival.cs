namespace BookingFlow.Web.Domain.Door;

/// <summary>A line of the door's history that changed how many of a party are inside.</summary>
/// <param name="At">UTC.</param>
/// <param name="People">Above zero: they came in; below: they never had, and it was put right.</param>
public sealed record Arrival(int? ReservationId, DateTime At, ScanOutcome Outcome, int People);
