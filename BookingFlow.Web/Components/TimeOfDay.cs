namespace BookingFlow.Web.Components;

/// <summary>A time (UTC) of which only the hour and minute are told, because the day goes without saying.</summary>
public readonly record struct TimeOfDay(DateTime At);
