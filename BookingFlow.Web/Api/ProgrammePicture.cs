using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>A show's picture in several widths.</summary>
public sealed record ProgrammePicture
{
    [Description("Text for people who cannot see the picture.")]
    public required string AltText { get; init; }

    [Description("Width of the largest file in pixels; null while an old picture is not converted.")]
    public required int? Width { get; init; }

    [Description("Height of the largest file in pixels; null while an old picture is not converted.")]
    public required int? Height { get; init; }

    [Description("The picture's files, ascending by width, all of the same shape.")]
    public required IReadOnlyList<ProgrammePictureFile> Files { get; init; }
}
