namespace BookingFlow.Web.Domain.Administration;

/// <summary>The venue's logo. Each upload is a new row, so that the address of a picture never changes its content.</summary>
public sealed class VenueLogo
{
    public int Id { get; set; }

    public PictureType Type { get; set; }

    /// <summary>Upright, in sRGB, without metadata.</summary>
    public required byte[] Picture { get; set; }

    public DateTime UploadedAt { get; set; }

    /// <summary>The problem of a file that exceeds <see cref="Limits.PictureBytes"/>, here or in the reading of the request.</summary>
    public static InvalidField TooLarge { get; } = new(FormField.Logo, FieldProblem.TooLarge, Limits.PictureBytes);
}
