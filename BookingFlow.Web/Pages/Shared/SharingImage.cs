namespace BookingFlow.Web.Pages.Shared;

/// <summary>The image of a link preview.</summary>
/// <param name="Address">Absolute address.</param>
public sealed record SharingImage(string Address, string AltText);
