using System.Buffers.Binary;
using BookingFlow.Web.Components.Reservations;

namespace BookingFlow.Tests.Builders;

/// <summary>Builds uploaded pictures. All except <see cref="Real"/> consist of a header without image data.</summary>
public static class APicture
{
    /// <summary>Builds a complete PNG that browsers can display.</summary>
    public static byte[] Real() => QrPng.Of("A poster");

    public static byte[] Png(int width = 800, int height = 1200, int bytes = 64)
    {
        var picture = new byte[bytes];
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).CopyTo(picture);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), height);
        return picture;
    }

    /// <summary>Builds a JPEG with an EXIF segment before its frame header.</summary>
    public static byte[] Jpeg(int width = 800, int height = 1200) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 1, 2, 3, 4, 0xFF, 0xC4, 0, 3, 0, 0xFF, 0xFF, 0xC2, 0, 17, 8,
        (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <param name="chunk">"VP8 " (lossy), "VP8L" (lossless) or "VP8X" (extended).</param>
    public static byte[] Webp(string chunk, int width = 800, int height = 1200)
    {
        var picture = new byte[40];
        "RIFF"u8.CopyTo(picture);
        "WEBP"u8.CopyTo(picture.AsSpan(8));
        System.Text.Encoding.ASCII.GetBytes(chunk).CopyTo(picture, 12);
        var body = picture.AsSpan(20);
        switch (chunk)
        {
            case "VP8 ":
                ((ReadOnlySpan<byte>)[0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)]).CopyTo(body);
                break;
            case "VP8L":
                body[0] = 0x2F;
                BinaryPrimitives.WriteUInt32LittleEndian(body[1..], (uint)((width - 1) | ((height - 1) << 14)));
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(body[4..], width - 1);
                BinaryPrimitives.WriteInt32LittleEndian(body[7..], height - 1);
                break;
        }

        return picture;
    }

    public static Poster PosterOf(Show show, byte[]? picture = null) =>
        new() { ShowId = show.Id, Type = PictureType.Png, Picture = picture ?? Real(), AltText = "A duke on an island", UploadedAt = TestTimes.Now };
}
