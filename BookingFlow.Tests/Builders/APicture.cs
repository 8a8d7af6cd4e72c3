using System.Buffers.Binary;
using BookingFlow.Web.Components.Reservations;
using BookingFlow.Web.Pictures;
using SkiaSharp;

namespace BookingFlow.Tests.Builders;

/// <summary>Builds picture files as they are uploaded, and posters as they are stored.</summary>
public static class APicture
{
    /// <summary>The colours of the quarters of <see cref="Jpeg"/>, <see cref="Png"/> and <see cref="Webp"/>, row by row.</summary>
    public static readonly SKColor[] Quarters = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.Yellow];

    /// <summary>Builds a complete PNG that browsers can display.</summary>
    public static byte[] Real() => QrPng.Of("A poster");

    /// <summary>Builds a JPEG with four quarters of different colours.</summary>
    public static byte[] Jpeg(int width = 80, int height = 120) => Encode(width, height, DrawQuarters, SKEncodedImageFormat.Jpeg);

    /// <summary>Builds a PNG with four quarters of different colours.</summary>
    public static byte[] Png(int width = 80, int height = 120) => Encode(width, height, DrawQuarters, SKEncodedImageFormat.Png);

    /// <summary>Builds a WebP with four quarters of different colours.</summary>
    public static byte[] Webp(int width = 80, int height = 120) => Encode(width, height, DrawQuarters, SKEncodedImageFormat.Webp);

    /// <summary>Builds a JPEG with as much detail as a photograph: about 4 MB with the size of a phone's.</summary>
    public static byte[] Photograph(int width = 4032, int height = 3024) => Encode(
        width,
        height,
        canvas =>
        {
            using var shader = SKShader.CreatePerlinNoiseFractalNoise(0.04f, 0.04f, 8, 7);
            using var paint = new SKPaint { Shader = shader };
            canvas.Clear(SKColors.Gray);
            canvas.DrawPaint(paint);
        },
        SKEncodedImageFormat.Jpeg,
        quality: 98);

    /// <summary>Builds a picture of one colour.</summary>
    /// <param name="colour">In sRGB.</param>
    /// <param name="profile">The colour space of the file, with its ICC profile.</param>
    public static byte[] Plain(SKColor colour, SKColorSpace profile, SKEncodedImageFormat format) =>
        Encode(64, 64, canvas => canvas.Clear(colour), format, profile: profile);

    /// <summary>Builds a PNG that has a valid header of this size, and nothing of its pixels.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        // One bit for each pixel, grey.
        size[8] = 1;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, size), .. Chunk("IDAT"u8, [0x78, 0x9C])];
    }

    /// <summary>Builds a PNG file of this size, by bytes after its end.</summary>
    public static byte[] OfBytes(int bytes)
    {
        var file = Png();
        Array.Resize(ref file, bytes);
        return file;
    }

    /// <summary>Builds a poster as it was stored before 0.2: the file as it was uploaded.</summary>
    public static Poster PosterOf(Show show, byte[]? picture = null) =>
        new() { ShowId = show.Id, Type = PictureType.Png, Picture = picture ?? Real(), AltText = "A duke on an island", UploadedAt = TestTimes.Now };

    /// <summary>Builds a poster with all its files.</summary>
    public static async Task<Poster> ConvertedPosterOf(Show show, byte[] picture)
    {
        using var workers = new PictureWorkers();
        var poster = PosterOf(show);
        poster.SetPicture((await new PictureProcessor(workers).ProcessAsync(picture, CancellationToken.None)).Value!);
        return poster;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        var crc = uint.MaxValue;
        foreach (var part in chunk.AsSpan(4, content.Length + 4))
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), ~crc);
        return chunk;
    }

    private static void DrawQuarters(SKCanvas canvas)
    {
        var (width, height) = (canvas.DeviceClipBounds.Width / 2f, canvas.DeviceClipBounds.Height / 2f);
        for (var i = 0; i < Quarters.Length; i++)
        {
            using var paint = new SKPaint { Color = Quarters[i] };
            canvas.DrawRect(i % 2 * width, i / 2 * height, width, height, paint);
        }
    }

    private static byte[] Encode(
        int width, int height, Action<SKCanvas> draw, SKEncodedImageFormat format, int quality = 100, SKColorSpace? profile = null)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, profile));
        using (var canvas = new SKCanvas(bitmap))
        {
            draw(canvas);
        }

        using var file = bitmap.Encode(format, quality);
        return file!.ToArray();
    }
}
