namespace BookingFlow.Web.Components;

/// <summary>Marker type of the resource file with visitors' texts: Components/Words.resx.</summary>
public sealed class Words;
