namespace BookingFlow.Web.Pages.Shows;

/// <summary>A show's picture without the picture itself, which has an address of its own.</summary>
public sealed record PosterView(int Id, string AltText);
