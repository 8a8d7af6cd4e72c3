using SkiaSharp;

namespace BookingFlow.Web.Pictures;

/// <summary>Makes the picture of a link preview: 1200 × 630 pixels, as JPEG.</summary>
/// <remarks>
/// A picture of nearly that shape is cropped. From a poster, which is upright, a crop would leave a strip, so it is shown whole on a blurred
/// enlargement of itself.
/// </remarks>
internal static class LinkPreview
{
    /// <summary>The largest part of a picture that is cropped.</summary>
    private const float MaxCroppedPart = 0.25f;

    /// <summary>Width, and limit of the height, in pixels from which the background is enlarged, which blurs it.</summary>
    private const int BlurredWidth = 24, MaxBlurredHeight = 96;

    private const int Width = PictureSizes.PreviewWidth, Height = PictureSizes.PreviewHeight;

    public static byte[] Of(SKBitmap picture)
    {
        using var preview = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(preview);
        var (contain, cover) = (Math.Min((float)Width / picture.Width, (float)Height / picture.Height),
            Math.Max((float)Width / picture.Width, (float)Height / picture.Height));
        if (1 - (contain / cover) <= MaxCroppedPart)
        {
            Draw(canvas, picture, cover);
        }
        else
        {
            using var blurred = picture.ResizeTo(BlurredWidth, Math.Clamp(BlurredWidth * picture.Height / picture.Width, 1, MaxBlurredHeight));
            Draw(canvas, blurred, Math.Max((float)Width / blurred.Width, (float)Height / blurred.Height));
            canvas.DrawColor(SKColors.Black.WithAlpha(96), SKBlendMode.SrcOver);
            Draw(canvas, picture, contain);
        }

        return preview.ToJpeg();
    }

    /// <summary>Draws the picture in the middle.</summary>
    private static void Draw(SKCanvas canvas, SKBitmap picture, float scale)
    {
        var (width, height) = (Math.Max(1, picture.Width * scale), Math.Max(1, picture.Height * scale));
        var place = SKRect.Create((Width - width) / 2, (Height - height) / 2, width, height);
        // Reduced in steps; enlarged by the canvas, which needs no memory for what is outside the preview.
        using var resized = scale < 1 ? picture.ResizeTo((int)Math.Round(width), (int)Math.Round(height)) : picture.Copy();
        using var image = SKImage.FromBitmap(resized);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKCubicResampler.Mitchell));
    }
}
