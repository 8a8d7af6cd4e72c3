using BookingFlow.Web.Pictures;
using SkiaSharp;

namespace BookingFlow.Tests.Pictures;

/// <summary>What becomes of an uploaded logo.</summary>
public sealed class LogoProcessingTests : IDisposable
{
    private readonly PictureWorkers _workers = new();

    public void Dispose() => _workers.Dispose();

    [Fact]
    public async Task A_photograph_becomes_a_small_JPEG_that_is_upright_and_says_nothing_about_its_author()
    {
        var file = await (await APicture.Jpeg(2000, 1000).WithPrivateMetadataAsync()).WithOrientationAsync(6);
        Assert.NotEmpty(await PictureTools.MetadataAsync(file));

        var logo = await ProcessAsync(file);

        Assert.Equal(PictureType.Jpeg, logo.Type);
        using var picture = SKBitmap.Decode(logo.Picture);
        Assert.Equal((72, 144), (picture.Width, picture.Height));
        // Turned by a quarter clockwise: what was at the bottom left is at the top left.
        Assert.InRange(picture.GetPixel(5, 5).Blue, 240, 255);
        Assert.Empty(await PictureTools.MetadataAsync(logo.Picture));
    }

    [Fact]
    public async Task A_transparent_background_stays_transparent()
    {
        using var drawn = new SKBitmap(new SKImageInfo(1024, 200, SKColorType.Rgba8888, SKAlphaType.Premul));
        drawn.Erase(SKColors.Transparent);
        drawn.Erase(SKColors.Red, SKRectI.Create(0, 0, 512, 200));
        using var file = drawn.Encode(SKEncodedImageFormat.Png, 100);

        var logo = await ProcessAsync(file.ToArray());

        Assert.Equal(PictureType.Png, logo.Type);
        using var picture = SKBitmap.Decode(logo.Picture);
        Assert.Equal((512, 100), (picture.Width, picture.Height));
        Assert.Equal((SKColors.Red, (byte)0), (picture.GetPixel(10, 50), picture.GetPixel(500, 50).Alpha));
    }

    [Fact]
    public async Task Refusals_name_the_field_of_the_logo()
    {
        var refused = await new PictureProcessor(_workers).ProcessLogoAsync("<svg>"u8.ToArray(), TestTimes.Now, CancellationToken.None);
        Assert.Equal([new InvalidField(FormField.Logo, FieldProblem.NotAPicture)], refused.Failure?.Fields);
    }

    private async Task<VenueLogo> ProcessAsync(byte[] file) =>
        (await new PictureProcessor(_workers).ProcessLogoAsync(file, TestTimes.Now, CancellationToken.None)).Value!;
}
