using System.Globalization;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>The attributes with which a browser chooses the file of a poster and reserves its space.</summary>
/// <remarks>The widths of <see cref="Sizes"/> repeat those of the style sheet, because a browser chooses before it has read that.</remarks>
public sealed record PosterImage(PosterView Poster, PosterPlace Place)
{
    /// <summary>Width divided by height of a picture in the list.</summary>
    private const double ListShape = 0.75;

    /// <summary>Width and height of the image element; in the list those of its crop.</summary>
    public (int Width, int Height)? Box => Place == PosterPlace.List ? (300, 400) : Poster is { Width: { } w, Height: { } h } ? (w, h) : null;

    /// <summary>Widths of the files in pixels, ascending; empty if the poster is not converted.</summary>
    public IReadOnlyList<int> Widths => Poster.Width is { } width ? PictureSizes.WidthsUpTo(width) : [];

    /// <summary>The name of the file for browsers that know no srcset; null for the only one.</summary>
    public string? FallbackFile => Poster.Width is { } width ? PictureFile.NameOf(PictureSizes.Fallback(width), PictureType.Jpeg) : null;

    /// <summary>The sizes attribute: how wide the image is shown. Never wider than its file, because that is also its natural width.</summary>
    public string Sizes => Place switch
    {
        PosterPlace.List => ListSizes(),
        PosterPlace.ShowPage => $"(min-width: 60rem) min(44rem, {Poster.Width}px), min(100vw, {Poster.Width}px)",
        PosterPlace.Form => $"min(26rem, 100vw, {Poster.Width}px)",
    };

    // A picture that is wider than the crop is scaled to its height, so more of it is needed than is seen.
    private string ListSizes()
    {
        var scale = Math.Max(1, (double)(Poster.Width ?? 3) / (Poster.Height ?? 4) / ListShape);
        return string.Create(CultureInfo.InvariantCulture, $"(min-width: 60rem) {11 * scale:0.#}rem, {5.5 * scale:0.#}rem");
    }
}
