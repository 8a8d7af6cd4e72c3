namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>A reservation's id and its performance, read before the lock.</summary>
public sealed record FoundReservation(int Id, int PerformanceId);
