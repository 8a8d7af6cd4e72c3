using SkiaSharp;

namespace BookingFlow.Web.Pictures;

/// <summary>Turns an uploaded file into the files that are stored and served: upright, in sRGB, without metadata, in several sizes.</summary>
public sealed class PictureProcessor(PictureWorkers workers)
{
    private static readonly PictureDecoder Posters = new(FormField.Poster, PictureSizes.Largest, SKColors.White);

    private static readonly PictureDecoder Logos = new(FormField.Logo, PictureSizes.Logo, SKColors.Transparent);

    /// <summary>Decodes the file and encodes it in all sizes of <see cref="PictureSizes"/>. Takes about a second.</summary>
    /// <returns>The files, or: InvalidInput (TooLarge, NotAPicture, HeifPicture, TooManyPixels, DamagedPicture).</returns>
    public Task<Result<ProcessedPicture>> ProcessAsync(byte[] file, CancellationToken cancellationToken) =>
        workers.RunAsync(() => Process(file), cancellationToken);

    /// <summary>Decodes the venue's logo and encodes it in the size of <see cref="PictureSizes.Logo"/>; transparent parts stay transparent.</summary>
    /// <returns>A JPEG, or a PNG of a logo with transparent parts; or InvalidInput, as of <see cref="ProcessAsync"/>.</returns>
    public Task<Result<VenueLogo>> ProcessLogoAsync(byte[] file, DateTime uploadedAt, CancellationToken cancellationToken) =>
        workers.RunAsync(() => ProcessLogo(file, uploadedAt), cancellationToken);

    private static Result<ProcessedPicture> Process(byte[] file)
    {
        var decoded = Posters.Decode(file);
        if (!decoded.Succeeded)
        {
            return decoded.Failure;
        }

        using var picture = decoded.Value;
        List<PictureFile> files = [new(PictureFile.Preview, PictureType.Jpeg, LinkPreview.Of(picture))];
        foreach (var width in PictureSizes.WidthsUpTo(picture.Width))
        {
            using var resized = picture.ResizeTo(width, Math.Max(1, (int)Math.Round((double)picture.Height * width / picture.Width)));
            files.Add(new(PictureFile.NameOf(width, PictureType.Webp), PictureType.Webp, resized.ToWebp()));
            files.Add(new(PictureFile.NameOf(width, PictureType.Jpeg), PictureType.Jpeg, resized.ToJpeg()));
        }

        var largest = files[^1];
        files.Remove(largest);
        return new ProcessedPicture(picture.Width, picture.Height, largest.Bytes, files);
    }

    private static Result<VenueLogo> ProcessLogo(byte[] file, DateTime uploadedAt)
    {
        var decoded = Logos.Decode(file);
        if (!decoded.Succeeded)
        {
            return decoded.Failure;
        }

        using var picture = decoded.Value;
        // Every mail program shows JPEG and PNG, and not every one WebP.
        var (type, bytes) = picture.AlphaType == SKAlphaType.Opaque ? (PictureType.Jpeg, picture.ToJpeg()) : (PictureType.Png, picture.ToPng());
        return new VenueLogo { Type = type, Picture = bytes, UploadedAt = uploadedAt };
    }
}
