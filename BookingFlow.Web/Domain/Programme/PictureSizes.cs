namespace BookingFlow.Web.Domain.Programme;

/// <summary>The sizes in which pictures of shows and the venue's logo are stored and served.</summary>
/// <remarks>
/// Pages name the files of a show's picture by its width alone, so a changed list needs a conversion of the stored pictures
/// (docs/decisions/0043).
/// </remarks>
public static class PictureSizes
{
    /// <summary>Size of the picture in a link preview in pixels: what Open Graph and the large Twitter card ask for.</summary>
    public const int PreviewWidth = 1200, PreviewHeight = 630;

    /// <summary>Width in pixels of the file for browsers that know neither srcset nor WebP.</summary>
    private const int FallbackWidth = 640;

    /// <summary>Largest height in pixels, for pictures much taller than wide.</summary>
    private const int MaxHeight = 2400;

    /// <summary>
    /// Widths in pixels. The list needs 320 to 640, a phone with two or three pixels per CSS pixel 960 or 1280, a large screen 1600.
    /// </summary>
    private static readonly int[] Steps = [320, 640, 960, 1280, 1600];

    /// <summary>The size of the largest file of a picture: as wide and as high as allowed, and never enlarged.</summary>
    public static (int Width, int Height) Largest(int width, int height) => Fit(width, height, Steps[^1], MaxHeight);

    /// <summary>The size in which the venue's logo is stored: four times the largest that a page shows, for fine screens and for print.</summary>
    public static (int Width, int Height) Logo(int width, int height) => Fit(width, height, 512, 144);

    /// <summary>The widths in which a picture is stored, ascending: all steps below that of its largest file, and that one.</summary>
    /// <param name="largest">Width of the largest file in pixels.</param>
    public static IReadOnlyList<int> WidthsUpTo(int largest) => [.. Steps.Where(step => step < largest), largest];

    /// <summary>The width of the file for browsers that know neither srcset nor WebP.</summary>
    /// <param name="largest">Width of the largest file in pixels.</param>
    public static int Fallback(int largest) => Math.Min(largest, FallbackWidth);

    private static (int Width, int Height) Fit(int width, int height, int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1d, Math.Min((double)maxWidth / width, (double)maxHeight / height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }
}
