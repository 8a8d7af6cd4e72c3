namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>A reservation, and the performance that it was for before anything was locked.</summary>
public sealed record FoundReservation(int Id, int PerformanceId);
