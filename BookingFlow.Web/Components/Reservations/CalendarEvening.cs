namespace BookingFlow.Web.Components.Reservations;

/// <summary>A performance in the calendar of all.</summary>
public sealed record CalendarEvening(PerformanceFacts Performance, string ShowSummary, int? RunningMinutes, bool IsCancelled);
