namespace BookingFlow.Web.Components.Programme;

/// <summary>One piece of coloured paper.</summary>
/// <param name="Colour">As SVG writes it.</param>
/// <param name="Outline">A closed path on a sheet of 300 by 400.</param>
/// <param name="Opacity">Between 0 and 1, for light that falls on what is below; null: solid.</param>
public sealed record PosterShape(string Colour, string Outline, string? Opacity);
