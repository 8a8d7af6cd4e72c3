using SkiaSharp;

namespace BookingFlow.Web.Pictures;

/// <summary>Makes the pictures of a pass for a wallet: the icon that the phone shows in a notice, and the logo at the top of the pass.</summary>
/// <remarks>The icon is the venue's logo on white or, without one, a ticket in the accent colour.</remarks>
public static class PassPictures
{
    /// <summary>Width and height of the icon, in points.</summary>
    private const int IconSize = 29;

    /// <summary>The largest logo, in points.</summary>
    private const int LogoWidth = 160, LogoHeight = 50;

    /// <summary>Pixels for each point: the names of the files say it.</summary>
    private static readonly (string Suffix, int Scale)[] Scales = [("", 1), ("@2x", 2), ("@3x", 3)];

    /// <param name="accent">The venue's colour.</param>
    /// <param name="logo">The file of the venue's logo; null if there is none.</param>
    /// <returns>Names and PNG files.</returns>
    public static IReadOnlyList<(string Name, byte[] Content)> Of(Colour accent, byte[]? logo)
    {
        using var picture = logo is null ? null : SKBitmap.Decode(logo);
        List<(string, byte[])> files = [.. Scales.Select(size => ($"icon{size.Suffix}.png", Icon(accent, picture, IconSize * size.Scale)))];
        if (picture is not null)
        {
            files.AddRange(Scales.Select(size => ($"logo{size.Suffix}.png", Logo(picture, size.Scale))));
        }

        return files;
    }

    private static byte[] Icon(Colour accent, SKBitmap? logo, int size)
    {
        using var icon = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(icon);
        if (logo is not null)
        {
            canvas.Clear(SKColors.White);
            var (width, height) = Fit(logo, size, size);
            using var resized = logo.ResizeTo(width, height);
            canvas.DrawBitmap(resized, (size - width) / 2, (size - height) / 2, SKSamplingOptions.Default);
            return icon.ToPng();
        }

        canvas.Clear(new SKColor(accent.Red, accent.Green, accent.Blue));
        canvas.Scale((float)size / IconSize);
        using var paint = new SKPaint { IsAntialias = true, Color = SKColors.White };
        // A ticket with a stub.
        using var outline = SKPath.ParseSvgPathData("M5 9 h19 v3.5 a2 2 0 0 0 0 4 v3.5 h-19 v-3.5 a2 2 0 0 0 0 -4 z");
        canvas.DrawPath(outline, paint);
        paint.Color = new SKColor(accent.Red, accent.Green, accent.Blue);
        canvas.DrawRect(SKRect.Create(17, 11, 1, 7), paint);
        return icon.ToPng();
    }

    private static byte[] Logo(SKBitmap logo, int scale)
    {
        var (width, height) = Fit(logo, LogoWidth * scale, LogoHeight * scale);
        using var resized = logo.ResizeTo(width, height);
        return resized.ToPng();
    }

    private static (int Width, int Height) Fit(SKBitmap picture, int maxWidth, int maxHeight)
    {
        var scale = Math.Min((double)maxWidth / picture.Width, (double)maxHeight / picture.Height);
        return (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
    }
}
