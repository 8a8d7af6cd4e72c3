using System.Text;
using CsCheck;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>A file that an attacker uploads.</summary>
/// <param name="Field">Name of the form field.</param>
/// <param name="Description">What the file is, for the message of a failed assertion.</param>
internal sealed record HostileUpload(string Field, string FileName, string Type, byte[] Bytes, string Description)
{
    private static readonly (string Name, byte[] Bytes)[] Pictures =
        [("PNG", APicture.Png(20, 30)), ("JPEG", APicture.Jpeg(20, 30)), ("WebP", APicture.Webp(20, 30))];

    private static readonly byte[] Svg = Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg'><script>{HostileText.Marker}</script></svg>");

    /// <summary>A picture that is cut off, changed or repeated somewhere; other bytes; a drawing with script.</summary>
    private static readonly Gen<(string Name, byte[] Bytes)> File = Gen.Frequency<(string Name, byte[] Bytes)>(
        (3, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 20], Gen.Byte, (kind, at, value) => Changed(Pictures[kind], at, value))),
        (3, Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1], Gen.Byte, (kind, at, value) =>
            Changed(Pictures[kind], (int)(at * (Pictures[kind].Bytes.Length - 1)), value))),
        (2, Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1], (kind, length) => (
            $"{Pictures[kind].Name} cut off at {length}", Pictures[kind].Bytes[..(int)(length * Pictures[kind].Bytes.Length)]))),
        (1, Gen.Byte.Array[0, 2000].Select(bytes => ($"{bytes.Length} random bytes", bytes))),
        (1, Gen.Const(("SVG", Svg))));

    public static Gen<HostileUpload> For(string field) =>
        from name in HostileText.Short
        from type in Gen.OneOf("image/png", "image/jpeg", "image/svg+xml", "text/html", "", "x", "image/png; charset=\"", "multipart/form-data")
        from file in File
        select new HostileUpload(field, name, type, file.Bytes, file.Name);

    public HttpContent Content()
    {
        var content = new ByteArrayContent(Bytes);
        // As a browser writes it, with quotes and line ends encoded; the rest of the name is sent as it is, in UTF-8.
        var name = FileName.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{Field}\"; filename=\"{name}\"");
        content.Headers.TryAddWithoutValidation("Content-Type", Type);
        return content;
    }

    public override string ToString() => $"{Field}={Description} \"{FileName}\" ({Type})";

    private static (string Name, byte[] Bytes) Changed((string Name, byte[] Bytes) picture, int at, byte value)
    {
        byte[] bytes = [.. picture.Bytes];
        bytes[Math.Min(at, bytes.Length - 1)] = value;
        return ($"{picture.Name} with {value} at {at}", bytes);
    }
}
