using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>A file of a show's picture: one width in one type, or the picture of its link preview.</summary>
/// <param name="Name">The last part of its address.</param>
public sealed record PictureFile(string Name, PictureType Type, byte[] Bytes)
{
    /// <summary>Name of the file for link previews.</summary>
    public const string Preview = "preview.jpg";

    /// <summary>The name of the file of a width in pixels: <c>640.webp</c>.</summary>
    public static string NameOf(int width, PictureType type) => string.Create(CultureInfo.InvariantCulture, $"{width}.{Extension(type)}");

    public static string Extension(PictureType type) => type switch
    {
        PictureType.Png => "png",
        PictureType.Jpeg => "jpg",
        PictureType.Webp => "webp",
    };

    /// <summary>The media type with which a picture is served.</summary>
    public static string ContentType(PictureType type) => type switch
    {
        PictureType.Png => "image/png",
        PictureType.Jpeg => "image/jpeg",
        PictureType.Webp => "image/webp",
    };
}
