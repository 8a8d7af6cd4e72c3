using System.Text;
using CsCheck;

namespace BookingFlow.Tests.Domain.Programme;

public sealed class PictureHeaderTests
{
    [Fact]
    public void The_header_of_a_picture_gives_its_type_and_size()
    {
        Assert.Equal(new PictureHeader(PictureType.Png, 640, 900), PictureHeader.Read(APicture.Png(640, 900)));
        Assert.Equal(new PictureHeader(PictureType.Jpeg, 640, 900), PictureHeader.Read(APicture.Jpeg(640, 900)));
        foreach (var chunk in new[] { "VP8 ", "VP8L", "VP8X" })
        {
            Assert.Equal(new PictureHeader(PictureType.Webp, 640, 900), PictureHeader.Read(APicture.Webp(chunk, 640, 900)));
        }
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<html><script>alert(1)</script></html>                                   ")]
    [InlineData("GIF89a\u0001\0\u0001\0                                                ")]
    [InlineData("%PDF-1.7                                                              ")]
    [InlineData("RIFF    WAVEfmt                                                       ")]
    [InlineData("")]
    public void Other_file_types_are_not_recognised_as_pictures(string text) =>
        Assert.Null(PictureHeader.Read(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_header_with_an_invalid_size_is_not_read()
    {
        Assert.Null(PictureHeader.Read(APicture.Png(width: 0)));
        Assert.Null(PictureHeader.Read(APicture.Png(height: -1)));
        Assert.Null(PictureHeader.Read(APicture.Jpeg(width: 0)));
    }

    [Fact]
    public void Reading_a_truncated_picture_never_throws()
    {
        byte[][] pictures = [APicture.Png(), APicture.Jpeg(), APicture.Webp("VP8 "), APicture.Webp("VP8L"), APicture.Webp("VP8X")];
        Assert.All(pictures, picture => Assert.All(Enumerable.Range(0, picture.Length), length => _ = PictureHeader.Read(picture.AsSpan(0, length))));
    }

    [Fact]
    public void Random_bytes_after_the_signature_never_throw() => Gen.Select(
        Gen.Int[0, 4], Gen.Byte.Array[0, 60]).Sample((which, bytes) =>
    {
        byte[][] starts =
        [
            APicture.Png()[..16], [0xFF, 0xD8, 0xFF], APicture.Webp("VP8 ")[..20], APicture.Webp("VP8L")[..20], APicture.Webp("VP8X")[..20],
        ];
        return PictureHeader.Read([.. starts[which], .. bytes]) is null or { Width: > 0, Height: > 0 };
    });

    [Fact]
    public void A_poster_needs_a_picture_within_the_limits_and_alternative_text()
    {
        Assert.Equal(
            [(FormField.Poster, FieldProblem.Missing), (FormField.PosterAlt, FieldProblem.Missing)], InvalidFields(null, " ", hasPoster: false));
        Assert.Equal([(FormField.PosterAlt, FieldProblem.Missing)], InvalidFields([], "", hasPoster: true));
        Assert.Equal([(FormField.Poster, FieldProblem.NotAPicture)], InvalidFields([1, 2, 3], "A duke", hasPoster: true));
        Assert.Equal([(FormField.Poster, FieldProblem.TooLarge)], InvalidFields(APicture.Png(bytes: Limits.PosterBytes + 1), "A duke", hasPoster: false));
        Assert.Equal(
            [(FormField.Poster, FieldProblem.TooManyPixels)], InvalidFields(APicture.Png(height: Limits.PosterPixels + 1), "A duke", hasPoster: false));
        Assert.Equal(
            [(FormField.PosterAlt, FieldProblem.TooLong)], InvalidFields(APicture.Png(), new string('a', Limits.AltText + 1), hasPoster: false));

        var largest = ValidPoster.Check(
            APicture.Png(Limits.PosterPixels, Limits.PosterPixels, Limits.PosterBytes), " A duke ", hasPoster: false).Value;
        Assert.Equal((PictureType.Png, "A duke"), (largest?.Type, largest?.AltText));
        Assert.Null(ValidPoster.Check(null, "A duke", hasPoster: true).Value?.Picture);
    }

    private static IEnumerable<(FormField, FieldProblem)> InvalidFields(byte[]? picture, string? alt, bool hasPoster) =>
        ValidPoster.Check(picture, alt, hasPoster).Failure!.Fields.Select(f => (f.Field, f.Problem));
}
