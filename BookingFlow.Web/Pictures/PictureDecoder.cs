using SkiaSharp;

namespace BookingFlow.Web.Pictures;

/// <summary>Decodes an uploaded picture: upright, in sRGB, and no larger than it is served.</summary>
/// <remarks>
/// The size in the file's header is checked before anything is decoded, so that a small file cannot fill the memory. JPEG and WebP are decoded at a
/// reduced size, so that a large photograph takes a fraction of its memory.
/// </remarks>
/// <param name="field">The field of the form that failures name.</param>
/// <param name="largest">Returns the size to which the upright picture is reduced, from its width and height in pixels.</param>
/// <param name="background">The colour behind transparent parts; <see cref="SKColors.Transparent"/> keeps them.</param>
internal sealed class PictureDecoder(FormField field, Func<int, int, (int Width, int Height)> largest, SKColor background)
{
    /// <returns>The picture, which has no colour space, or: InvalidInput.</returns>
    public Result<SKBitmap> Decode(byte[] file)
    {
        if (file.Length > Limits.PictureBytes)
        {
            return Invalid(FieldProblem.TooLarge, Limits.PictureBytes);
        }

        switch (PictureSignature.Detect(file))
        {
            case null:
                return Invalid(FieldProblem.NotAPicture);
            case UploadedPictureType.Heif:
                return Invalid(FieldProblem.HeifPicture);
        }

        using var codec = SKCodec.Create(new MemoryStream(file));
        if (codec is null)
        {
            return Invalid(FieldProblem.DamagedPicture);
        }

        if ((long)codec.Info.Width * codec.Info.Height > Limits.PictureMegapixels * 1_000_000L)
        {
            return Invalid(FieldProblem.TooManyPixels, Limits.PictureMegapixels);
        }

        using var decoded = Read(codec);
        return decoded is null ? Invalid(FieldProblem.DamagedPicture) : Upright(decoded, codec.EncodedOrigin);
    }

    private Failure Invalid(FieldProblem problem, int? limit = null) => Failure.InvalidInput(new InvalidField(field, problem, limit));

    /// <summary>Decodes the first frame in sRGB, at the smallest size that the format allows and the result needs.</summary>
    /// <returns>Null if the file is incomplete or damaged.</returns>
    private SKBitmap? Read(SKCodec codec)
    {
        var (width, height) = LargestOf(codec.Info.Size, codec.EncodedOrigin);
        // JPEG knows the eighths of its size, WebP any; PNG and GIF only their own.
        var size = Enumerable.Range(1, 8).Select(eighths => codec.GetScaledDimensions(eighths / 8f))
            .First(scaled => (scaled.Width >= width && scaled.Height >= height) || scaled == codec.Info.Size);
        using var srgb = SKColorSpace.CreateSrgb();
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, srgb);
        var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    /// <summary>Draws the picture upright, at its largest size, on the background.</summary>
    private SKBitmap Upright(SKBitmap decoded, SKEncodedOrigin origin)
    {
        var (width, height) = LargestOf(decoded.Info.Size, origin);
        using var resized = IsTransposed(origin) ? decoded.ResizeTo(height, width) : decoded.ResizeTo(width, height);
        var alpha = background.Alpha < byte.MaxValue ? decoded.AlphaType : SKAlphaType.Opaque;
        // Without a colour space: the pixels are in sRGB by now, which a file without a profile is taken for.
        var upright = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, alpha));
        using var canvas = new SKCanvas(upright);
        canvas.Clear(background);
        canvas.SetMatrix(MatrixOf(origin, width, height));
        canvas.DrawBitmap(resized, 0, 0, SKSamplingOptions.Default);
        return upright;
    }

    /// <summary>The largest size of an encoded picture, upright.</summary>
    private (int Width, int Height) LargestOf(SKSizeI encoded, SKEncodedOrigin origin) => IsTransposed(origin)
        ? largest(encoded.Height, encoded.Width)
        : largest(encoded.Width, encoded.Height);

    /// <summary>Whether the upright picture is as wide as the encoded one is high.</summary>
    private static bool IsTransposed(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The transformation that turns an encoded picture upright (EXIF orientation).</summary>
    /// <param name="width">Width of the upright picture.</param>
    /// <param name="height">Height of the upright picture.</param>
    private static SKMatrix MatrixOf(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
