namespace BookingFlow.Web.Pages.Shared;

/// <summary>The image of a link preview.</summary>
/// <param name="Address">Absolute address.</param>
/// <param name="AltText">Null for a decorative image.</param>
public sealed record SharingImage(string Address, string? AltText)
{
    /// <summary>Size in pixels, with which a preview is laid out before the image is loaded; null if it is not known.</summary>
    public (int Width, int Height)? Size { get; private init; }

    /// <summary>An image that was made for link previews.</summary>
    public static SharingImage Preview(string address, string? altText) =>
        new(address, altText) { Size = (PictureSizes.PreviewWidth, PictureSizes.PreviewHeight) };
}
