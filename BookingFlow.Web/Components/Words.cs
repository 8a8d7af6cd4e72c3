namespace BookingFlow.Web.Components;

/// <summary>Names the resource file with every word that a visitor reads: Components/Words.resx.</summary>
public sealed class Words;
