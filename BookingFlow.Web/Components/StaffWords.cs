namespace BookingFlow.Web.Components;

/// <summary>Marker type of the resource file with staff texts: Components/StaffWords.resx.</summary>
public sealed class StaffWords;
