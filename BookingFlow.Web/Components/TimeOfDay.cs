namespace BookingFlow.Web.Components;

/// <summary>A UTC time of which only hour and minute are shown, because the day is known.</summary>
public readonly record struct TimeOfDay(DateTime At);
