namespace BookingFlow.Web.Components;

/// <summary>Names the resource file with the words that only staff read: Components/StaffWords.resx.</summary>
public sealed class StaffWords;
