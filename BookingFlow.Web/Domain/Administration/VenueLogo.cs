namespace BookingFlow.Web.Domain.Administration;

/// <summary>The venue's logo. Each upload is a new row, so that the address of a picture never changes its content.</summary>
public sealed class VenueLogo
{
    public int Id { get; set; }

    /// <summary>Detected from the content, not taken from the upload's content type.</summary>
    public PictureType Type { get; set; }

    /// <summary>At most <see cref="Limits.LogoBytes"/>.</summary>
    public required byte[] Picture { get; set; }

    public DateTime UploadedAt { get; set; }

    /// <summary>Validates an upload.</summary>
    /// <param name="picture">Null or empty if no file was chosen.</param>
    /// <returns>The type of the picture, or: InvalidInput.</returns>
    public static Result<PictureType> Check(byte[]? picture)
    {
        if (picture is null or [])
        {
            return Failure.InvalidInput(new InvalidField(FormField.Logo, FieldProblem.Missing));
        }

        if (picture.Length > Limits.LogoBytes)
        {
            return Failure.InvalidInput(TooLarge);
        }

        return PictureHeader.Read(picture) switch
        {
            null => Failure.InvalidInput(new InvalidField(FormField.Logo, FieldProblem.NotAPicture)),
            { Width: > Limits.LogoPixels } or { Height: > Limits.LogoPixels } =>
                Failure.InvalidInput(new InvalidField(FormField.Logo, FieldProblem.TooManyPixels, Limits.LogoPixels)),
            var header => header.Type,
        };
    }

    /// <summary>The problem of a file that exceeds <see cref="Limits.LogoBytes"/>, here or in the reading of the request.</summary>
    public static InvalidField TooLarge { get; } = new(FormField.Logo, FieldProblem.TooLarge, Limits.LogoBytes);
}
