using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>One file of a show's picture. It never changes under its address.</summary>
public sealed record ProgrammePictureFile
{
    public required Uri Link { get; init; }

    [Description("Width in pixels; null while an old picture is not converted.")]
    public required int? Width { get; init; }

    [Description("image/webp, image/jpeg or image/png.")]
    public required string Type { get; init; }
}
