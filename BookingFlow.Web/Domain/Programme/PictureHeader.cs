using System.Buffers.Binary;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>
/// What a picture's first bytes say of it. Only its header is read, never the picture itself: nothing of what can be
/// hidden in a picture runs here.
/// </summary>
/// <param name="Width">Pixels, 1 or more.</param>
/// <param name="Height">Pixels, 1 or more.</param>
public sealed record PictureHeader(PictureType Type, int Width, int Height)
{
    private static ReadOnlySpan<byte> Png =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n', 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    /// <returns>Null: none of the types that are taken, or a header that makes no sense.</returns>
    public static PictureHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var header = ReadPng(bytes) ?? ReadWebp(bytes) ?? ReadJpeg(bytes);
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    // Signature and first chunk: its length (13), its name, then width and height.
    private static PictureHeader? ReadPng(ReadOnlySpan<byte> bytes) => bytes.Length >= 33 && bytes.StartsWith(Png)
        ? new(PictureType.Png, BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
        : null;

    // A RIFF file whose first chunk is one of three: lossy, lossless, or extended with a canvas of its own.
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

    // Segments follow each other, each with its length, until the frame header tells the size.
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

            // C4, C8 and CC stand among the frame headers and are none.
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
