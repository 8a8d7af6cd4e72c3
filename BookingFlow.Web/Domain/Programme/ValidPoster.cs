namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated upload of a show's picture, or a new alternative text for the current one.</summary>
/// <param name="Picture">Null if only the alternative text changes.</param>
public sealed record ValidPoster(byte[]? Picture, PictureType? Type, string AltText)
{
    /// <summary>Validates the upload and returns all problems at once.</summary>
    /// <param name="picture">Null or empty if no file was chosen.</param>
    /// <param name="hasPoster">Whether the show has a picture, so that the file is optional.</param>
    /// <returns>The validated upload, or: InvalidInput.</returns>
    public static Result<ValidPoster> Check(byte[]? picture, string? altText, bool hasPoster)
    {
        picture = picture is { Length: > 0 } ? picture : null;
        altText = FieldChecks.Normalize(altText);
        var header = picture is { Length: <= Limits.PosterBytes } ? PictureHeader.Read(picture) : null;
        InvalidField?[] found =
        [
            picture is null ? hasPoster ? null : new(FormField.Poster, FieldProblem.Missing) : WrongPicture(picture, header),
            FieldChecks.Required(FormField.PosterAlt, altText) ?? FieldChecks.Text(FormField.PosterAlt, altText, Limits.AltText),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new ValidPoster(picture, header?.Type, altText!);
    }

    private static InvalidField? WrongPicture(byte[] picture, PictureHeader? header) => picture.Length > Limits.PosterBytes
        ? TooLarge
        : header switch
        {
            null => new(FormField.Poster, FieldProblem.NotAPicture),
            { Width: > Limits.PosterPixels } or { Height: > Limits.PosterPixels } =>
                new(FormField.Poster, FieldProblem.TooManyPixels, Limits.PosterPixels),
            _ => null,
        };

    /// <summary>The problem of a file that exceeds <see cref="Limits.PosterBytes"/>, here or in the reading of the request.</summary>
    public static InvalidField TooLarge { get; } = new(FormField.Poster, FieldProblem.TooLarge, Limits.PosterBytes);
}
