namespace BookingFlow.Web.Domain.Programme;

/// <summary>A show's picture as it was uploaded, with what it shows; or only the latter, for a picture that is there.</summary>
/// <param name="Picture">Null: the picture stays, and only its words change.</param>
public sealed record ValidPoster(byte[]? Picture, PictureType? Type, string AltText)
{
    /// <summary>Checks what was sent and tells everything that is wrong at once.</summary>
    /// <param name="picture">Null or empty: none was chosen.</param>
    /// <param name="hasPoster">The show has a picture, so that none needs to be chosen.</param>
    public static Result<ValidPoster> Check(byte[]? picture, string? altText, bool hasPoster)
    {
        picture = picture is { Length: > 0 } ? picture : null;
        altText = FieldChecks.Tidy(altText);
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

    /// <summary>What is told of a file that is larger than a picture may be, however it was found out.</summary>
    public static InvalidField TooLarge { get; } = new(FormField.Poster, FieldProblem.TooLarge, Limits.PosterBytes);
}
