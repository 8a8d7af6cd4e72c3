namespace BookingFlow.Tests.Domain.Programme;

public sealed class PosterTests
{
    [Fact]
    public void A_converted_picture_has_its_size_and_its_files()
    {
        var poster = new Poster { Picture = [1], AltText = "A ghost", Type = PictureType.Png };
        Assert.False(poster.IsConverted);

        poster.SetPicture(new ProcessedPicture(640, 480, [2], [new("320.webp", PictureType.Webp, [3]), new(PictureFile.Preview, PictureType.Jpeg, [4])]));

        Assert.True(poster.IsConverted);
        Assert.Equal((PictureType.Jpeg, 640, 480), (poster.Type, poster.Width, poster.Height));
        Assert.Equal([2], poster.Picture);
        Assert.Equal(
            [("320.webp", PictureType.Webp, (byte)3), (PictureFile.Preview, PictureType.Jpeg, (byte)4)],
            poster.Variants.Select(variant => (variant.Name, variant.Type, variant.Picture.Single())));
    }

    [Fact]
    public void Twelve_bytes_are_enough_to_know_a_picture()
    {
        Assert.Equal(UploadedPictureType.Webp, PictureSignature.Detect("RIFF1234WEBP"u8));
        Assert.Equal(UploadedPictureType.Heif, PictureSignature.Detect("1234ftypheic"u8));
        Assert.Null(PictureSignature.Detect("RIFF1234WEB"u8));
    }
}
