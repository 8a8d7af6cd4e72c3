namespace BookingFlow.Web.Pages.Shows;

/// <summary>A show's poster. The image files are served by the poster page.</summary>
/// <param name="Width">Width of the largest file in pixels; null if the poster is not converted and has that file only.</param>
/// <param name="Height">Height of the largest file in pixels; null as the width.</param>
public sealed record PosterView(int Id, string AltText, int? Width, int? Height)
{
    /// <summary>The key of the link by which the show was reached; null if the show is published.</summary>
    public string? Invitation { get; init; }

    public bool IsConverted => Width is not null;
}
