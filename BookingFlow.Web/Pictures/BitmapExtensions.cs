using SkiaSharp;

namespace BookingFlow.Web.Pictures;

/// <summary>Resizes and encodes bitmaps.</summary>
internal static class BitmapExtensions
{
    // At these qualities a photograph shows no difference on a screen, and small red type on a poster stays readable.
    private static readonly SKJpegEncoderOptions Jpeg = new(84, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);

    private static readonly SKWebpEncoderOptions Webp = new(SKWebpEncoderCompression.Lossy, 80);

    /// <summary>Returns a copy of another size, without the artefacts of a single large step.</summary>
    public static SKBitmap ResizeTo(this SKBitmap bitmap, int width, int height)
    {
        if (bitmap.Width == width && bitmap.Height == height)
        {
            return bitmap.Copy();
        }

        var current = bitmap;
        // A linear filter at exactly half the size averages four pixels; the cubic one sees too few of them when it reduces further than that.
        while (current.Width >= width * 2 && current.Height >= height * 2)
        {
            current = Step(current, current.Width / 2, current.Height / 2, new SKSamplingOptions(SKFilterMode.Linear));
        }

        return Step(current, width, height, new SKSamplingOptions(SKCubicResampler.Mitchell));

        SKBitmap Step(SKBitmap from, int stepWidth, int stepHeight, SKSamplingOptions sampling)
        {
            var resized = from.Resize(from.Info.WithSize(stepWidth, stepHeight), sampling);
            if (from != bitmap)
            {
                from.Dispose();
            }

            return resized;
        }
    }

    public static byte[] ToJpeg(this SKBitmap bitmap) => bitmap.Encode(pixels => pixels.Encode(Jpeg));

    public static byte[] ToWebp(this SKBitmap bitmap) => bitmap.Encode(pixels => pixels.Encode(Webp));

    public static byte[] ToPng(this SKBitmap bitmap) => bitmap.Encode(pixels => pixels.Encode(SKPngEncoderOptions.Default));

    private static byte[] Encode(this SKBitmap bitmap, Func<SKPixmap, SKData?> encode)
    {
        using var pixels = bitmap.PeekPixels();
        using var file = encode(pixels) ?? throw new InvalidOperationException("The picture could not be encoded.");
        return file.ToArray();
    }
}
