using BookingFlow.Web.Pictures;
using SkiaSharp;

namespace BookingFlow.Tests.Pictures;

public sealed class PassPicturesTests
{
    private static readonly Colour Accent = AccentColour.Default.Base;

    [Fact]
    public void Without_a_logo_the_icon_is_a_ticket_in_the_accent_colour()
    {
        var files = PassPictures.Of(Accent, logo: null);
        Assert.Equal([("icon.png", 29), ("icon@2x.png", 58), ("icon@3x.png", 87)], files.Select(file => (file.Name, Decode(file.Content).Width)));
        using var icon = Decode(files[2].Content);
        Assert.Equal(87, icon.Height);
        Assert.Equal(new SKColor(Accent.Red, Accent.Green, Accent.Blue), icon.GetPixel(2, 2));
        Assert.Equal(SKColors.White, icon.GetPixel(30, 43));
    }

    [Theory]
    [InlineData(512, 100, 160, 31)]
    [InlineData(100, 144, 34, 50)]
    public void A_logo_is_fitted_into_the_icon_and_into_the_place_of_the_logo(int width, int height, int fittedWidth, int fittedHeight)
    {
        var files = PassPictures.Of(Accent, APicture.Png(width, height))
            .ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        Assert.Equal(6, files.Count);
        using var icon = Decode(files["icon@2x.png"]);
        using var logo = Decode(files["logo.png"]);
        using var large = Decode(files["logo@3x.png"]);
        Assert.Equal((58, 58), (icon.Width, icon.Height));
        Assert.Equal((fittedWidth, fittedHeight), (logo.Width, logo.Height));
        Assert.InRange(large.Width, (fittedWidth * 3) - 1, (fittedWidth * 3) + 2);
        // White where the logo is not square.
        Assert.Equal(SKColors.White, width > height ? icon.GetPixel(29, 1) : icon.GetPixel(1, 29));
    }

    [Fact]
    public void Transparent_parts_of_a_logo_stay_in_the_logo_and_are_white_in_the_icon()
    {
        using var bitmap = new SKBitmap(40, 40);
        bitmap.Erase(SKColors.Transparent);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var files = PassPictures.Of(Accent, png.ToArray()).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        using var icon = Decode(files["icon.png"]);
        using var logo = Decode(files["logo.png"]);
        Assert.Equal((SKColors.White, 0), (icon.GetPixel(10, 10), logo.GetPixel(10, 10).Alpha));
    }

    private static SKBitmap Decode(byte[] file) => SKBitmap.Decode(file);
}
