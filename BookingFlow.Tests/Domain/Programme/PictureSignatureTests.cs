using System.Text;

namespace BookingFlow.Tests.Domain.Programme;

public sealed class PictureSignatureTests
{
    [Fact]
    public void The_first_bytes_of_a_picture_give_its_type()
    {
        Assert.Equal(UploadedPictureType.Jpeg, PictureSignature.Detect(APicture.Jpeg()));
        Assert.Equal(UploadedPictureType.Png, PictureSignature.Detect(APicture.Png()));
        Assert.Equal(UploadedPictureType.Webp, PictureSignature.Detect(APicture.Webp()));
        Assert.Equal(UploadedPictureType.Gif, PictureSignature.Detect("GIF89a"u8));
        Assert.Equal(UploadedPictureType.Gif, PictureSignature.Detect("GIF87a"u8));
    }

    [Theory]
    [InlineData("heic")]
    [InlineData("heix")]
    [InlineData("mif1")]
    [InlineData("avif")]
    public void HEIC_and_AVIF_are_recognised_by_their_brand(string brand) =>
        Assert.Equal(UploadedPictureType.Heif, PictureSignature.Detect(Encoding.Latin1.GetBytes($"\0\0\0\u0018ftyp{brand}")));

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("BM\u0036\0\0\0 a bitmap of Windows")]
    [InlineData("II*\0 a TIFF or a camera's raw file")]
    [InlineData("\0\0\u0001\0 an icon")]
    [InlineData("%PDF-1.7")]
    [InlineData("RIFF    WAVEfmt ")]
    [InlineData("\0\0\0\u0018ftypmp42 a video")]
    [InlineData("")]
    public void Other_files_are_not_recognised_as_pictures(string text) => Assert.Null(PictureSignature.Detect(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_truncated_signature_is_not_recognised() => Assert.All(
        new[] { "RIFF    WEB", "GIF89", "\0\0\0\u0018ftyphei", "\u0089PNG\r\n\u001a" },
        text => Assert.Null(PictureSignature.Detect(Encoding.Latin1.GetBytes(text))));
}
