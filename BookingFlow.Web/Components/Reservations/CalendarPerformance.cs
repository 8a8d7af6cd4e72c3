namespace BookingFlow.Web.Components.Reservations;

/// <summary>A performance in the public calendar.</summary>
/// <param name="RunningMinutes">Null when unknown.</param>
public sealed record CalendarPerformance(PerformanceFacts Performance, string ShowSummary, int? RunningMinutes, bool IsCancelled);
