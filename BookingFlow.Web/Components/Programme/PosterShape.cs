namespace BookingFlow.Web.Components.Programme;

/// <summary>A filled shape of a generated poster.</summary>
/// <param name="Colour">The SVG fill colour.</param>
/// <param name="Outline">A closed SVG path in a 300 × 400 view box.</param>
/// <param name="Opacity">Fill opacity, 0 to 1; null for opaque.</param>
public sealed record PosterShape(string Colour, string Outline, string? Opacity);
