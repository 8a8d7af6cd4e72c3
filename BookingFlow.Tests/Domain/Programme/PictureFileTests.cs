namespace BookingFlow.Tests.Domain.Programme;

public sealed class PictureFileTests
{
    [Theory]
    [InlineData(PictureType.Png, "640.png", "image/png")]
    [InlineData(PictureType.Jpeg, "640.jpg", "image/jpeg")]
    [InlineData(PictureType.Webp, "640.webp", "image/webp")]
    public void Name_and_media_type_say_what_it_is(PictureType type, string name, string contentType) =>
        Assert.Equal((name, contentType), (PictureFile.NameOf(640, type), PictureFile.ContentType(type)));
}
