namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated upload of a show's picture, or a new alternative text for the current one.</summary>
/// <param name="Picture">Null if only the alternative text changes.</param>
public sealed record ValidPoster(ProcessedPicture? Picture, string AltText)
{
    /// <summary>The problem of a file that exceeds <see cref="Limits.PictureBytes"/>, here or in the reading of the request.</summary>
    public static InvalidField TooLarge { get; } = new(FormField.Poster, FieldProblem.TooLarge, Limits.PictureBytes);

    /// <summary>Validates the upload and returns all problems at once.</summary>
    /// <param name="picture">What became of the file; null if no file was chosen.</param>
    /// <param name="hasPoster">Whether the show has a picture, so that the file is optional.</param>
    /// <returns>The validated upload, or: InvalidInput.</returns>
    public static Result<ValidPoster> Check(Result<ProcessedPicture>? picture, string? altText, bool hasPoster)
    {
        altText = FieldChecks.Normalize(altText);
        InvalidField?[] found =
        [
            picture is null && !hasPoster ? new(FormField.Poster, FieldProblem.Missing) : null,
            .. picture?.Failure?.Fields ?? [],
            FieldChecks.Required(FormField.PosterAlt, altText) ?? FieldChecks.Text(FormField.PosterAlt, altText, Limits.AltText),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new ValidPoster(picture?.Value, altText!);
    }
}
