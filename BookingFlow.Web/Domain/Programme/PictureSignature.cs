namespace BookingFlow.Web.Domain.Programme;

/// <summary>Recognises the type of a picture file by its first bytes.</summary>
/// <remarks>
/// The name of the file and the content type of the upload are ignored. Nothing else reaches the decoder, which reads more types than these.
/// </remarks>
public static class PictureSignature
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    /// <summary>The major brands of HEIC and AVIF files, stills and sequences.</summary>
    private static readonly byte[][] HeifBrands =
        ["heic"u8.ToArray(), "heix"u8.ToArray(), "hevc"u8.ToArray(), "heim"u8.ToArray(), "heis"u8.ToArray(), "mif1"u8.ToArray(), "msf1"u8.ToArray(),
            "avif"u8.ToArray(), "avis"u8.ToArray()];

    /// <summary>Returns the type of the file, or null if it is not a picture of a known type.</summary>
    public static UploadedPictureType? Detect(ReadOnlySpan<byte> file) => file switch
    {
        _ when file.StartsWith(Jpeg) => UploadedPictureType.Jpeg,
        _ when file.StartsWith(Png) => UploadedPictureType.Png,
        _ when file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) => UploadedPictureType.Gif,
        { Length: >= 12 } when file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8) => UploadedPictureType.Webp,
        { Length: >= 12 } when file[4..8].SequenceEqual("ftyp"u8) && IsHeif(file[8..12]) => UploadedPictureType.Heif,
        _ => null,
    };

    private static bool IsHeif(ReadOnlySpan<byte> brand)
    {
        foreach (var known in HeifBrands)
        {
            if (brand.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
