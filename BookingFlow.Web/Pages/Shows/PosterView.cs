namespace BookingFlow.Web.Pages.Shows;

/// <summary>Id and alternative text of a show's poster. The image itself is served by the poster page.</summary>
public sealed record PosterView(int Id, string AltText);
