namespace BookingFlow.Web.Pages.Shared;

/// <summary>The picture on a card.</summary>
/// <param name="Address">Absolute.</param>
public sealed record SharedPicture(string Address, string AltText);
