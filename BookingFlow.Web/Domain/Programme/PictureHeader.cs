using System.Buffers.Binary;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Type and size of a picture, read from its first bytes.</summary>
/// <remarks>Only the header is parsed and the picture is never decoded, so that a malicious file cannot exploit a decoder.</remarks>
/// <param name="Width">Pixels, 1 or more.</param>
/// <param name="Height">Pixels, 1 or more.</param>
public sealed record PictureHeader(PictureType Type, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngSignature =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n', 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    /// <summary>Reads the header of a PNG, WebP or JPEG file.</summary>
    /// <returns>Null if the file has another type or an invalid header.</returns>
    public static PictureHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var header = ReadPng(bytes) ?? ReadWebp(bytes) ?? ReadJpeg(bytes);
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    // Signature and first chunk: its length (13), its name, then width and height.
    private static PictureHeader? ReadPng(ReadOnlySpan<byte> bytes) => bytes.Length >= 33 && bytes.StartsWith(PngSignature)
        ? new(PictureType.Png, BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
        : null;

    // A RIFF file whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended, with its own canvas size).
    private static PictureHeader? ReadWebp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || !bytes.StartsWith("RIFF"u8) || !bytes[8..12].SequenceEqual("WEBP"u8))
        {
            return null;
        }

        var chunk = bytes[12..16];
        var body = bytes[20..];
        if (chunk.SequenceEqual("VP8 "u8))
        {
            return body[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
                ? new(
                    PictureType.Webp, BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF,
                    BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF)
                : null;
        }

        if (chunk.SequenceEqual("VP8L"u8))
        {
            var sizes = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
            return body[0] == 0x2F ? new(PictureType.Webp, (int)(sizes & 0x3FFF) + 1, (int)((sizes >> 14) & 0x3FFF) + 1) : null;
        }

        return chunk.SequenceEqual("VP8X"u8) ? new(PictureType.Webp, Little24(body[4..]) + 1, Little24(body[7..]) + 1) : null;
    }

    // A sequence of segments, each with its length; the frame header segment contains the size.
    private static PictureHeader? ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return null;
        }

        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // C4, C8 and CC are in the range of the frame header markers, but are not frame headers.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new(
                    PictureType.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    private static int Little24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
