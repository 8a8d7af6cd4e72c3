using System.Globalization;
using BookingFlow.Web.Components.Programme;
using Microsoft.Extensions.Caching.Memory;
using SkiaSharp;

namespace BookingFlow.Web.Pictures;

/// <summary>Draws the link previews of shows without a picture, from their generated posters, and keeps the recent ones in memory.</summary>
public sealed class DrawnPreviews(PictureWorkers workers) : IDisposable
{
    /// <summary>Number of previews in memory; one has about 30 KB.</summary>
    private const int MaxPreviews = 200;

    /// <summary>Size in which the generated poster is drawn, relative to its view box of 300 × 400.</summary>
    private const int Scale = 2;

    private readonly MemoryCache _previews = new(new MemoryCacheOptions { SizeLimit = MaxPreviews });

    /// <summary>Returns the preview as JPEG; the same for the same slug, on every machine.</summary>
    /// <param name="slug">The slug of an existing show: any text would be drawn.</param>
    public Task<byte[]> GetAsync(string slug) => _previews.GetOrCreate(slug, entry =>
    {
        entry.Size = 1;
        // The task, not its result, so that requests that arrive together wait for one drawing.
        return workers.RunAsync(() => Draw(slug), CancellationToken.None);
    })!;

    public void Dispose() => _previews.Dispose();

    private static byte[] Draw(string slug)
    {
        using var poster = new SKBitmap(new SKImageInfo(300 * Scale, 400 * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(poster);
        canvas.Scale(Scale);
        foreach (var shape in PosterDrawing.Of(slug))
        {
            var opacity = shape.Opacity is { } text ? float.Parse(text, CultureInfo.InvariantCulture) : 1;
            using var paint = new SKPaint { IsAntialias = true, Color = SKColor.Parse(shape.Colour).WithAlpha((byte)Math.Round(opacity * 255)) };
            using var outline = SKPath.ParseSvgPathData(shape.Outline);
            canvas.DrawPath(outline, paint);
        }

        return LinkPreview.Of(poster);
    }
}
