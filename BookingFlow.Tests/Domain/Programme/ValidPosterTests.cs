namespace BookingFlow.Tests.Domain.Programme;

public sealed class ValidPosterTests
{
    private static readonly ProcessedPicture Picture = new(1, 1, [1], []);

    [Fact]
    public void A_poster_needs_a_readable_picture_and_alternative_text()
    {
        Assert.Equal(
            [(FormField.Poster, FieldProblem.Missing), (FormField.PosterAlt, FieldProblem.Missing)], InvalidFields(null, " ", hasPoster: false));
        Assert.Equal([(FormField.PosterAlt, FieldProblem.Missing)], InvalidFields(null, "", hasPoster: true));
        Assert.Equal(
            [(FormField.Poster, FieldProblem.DamagedPicture), (FormField.PosterAlt, FieldProblem.TooLong)],
            InvalidFields(
                Failure.InvalidInput(new InvalidField(FormField.Poster, FieldProblem.DamagedPicture)), new string('a', Limits.AltText + 1), true));
    }

    [Fact]
    public void A_valid_poster_has_the_picture_and_the_trimmed_text()
    {
        var valid = ValidPoster.Check(Picture, " A duke ", hasPoster: false).Value;
        Assert.Equal((Picture, "A duke"), (valid?.Picture, valid?.AltText));
        Assert.Null(ValidPoster.Check(null, "A duke", hasPoster: true).Value?.Picture);
    }

    private static IEnumerable<(FormField, FieldProblem)> InvalidFields(Result<ProcessedPicture>? picture, string? alt, bool hasPoster) =>
        ValidPoster.Check(picture, alt, hasPoster).Failure!.Fields.Select(f => (f.Field, f.Problem));
}
