using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BookingFlow.Tests.Infrastructure.Pictures;

/// <summary>Makes and examines picture files with tools that are not those of the program: ImageMagick and ExifTool.</summary>
public static class PictureTools
{
    /// <summary>Runs ImageMagick's <c>convert</c>, whose last argument is the type and "-".</summary>
    public static Task<byte[]> MagickAsync(params string[] arguments) => RunAsync(Requirements.Convert(), [], arguments);

    /// <summary>Adds an EXIF orientation.</summary>
    /// <param name="orientation">1 to 8.</param>
    public static Task<byte[]> WithOrientationAsync(this byte[] picture, int orientation) =>
        picture.TaggedAsync("-n", string.Create(CultureInfo.InvariantCulture, $"-Orientation={orientation}"));

    /// <summary>Adds what cameras and programs write about a picture: place, author, camera, comment, in EXIF, XMP, IPTC and a comment.</summary>
    public static Task<byte[]> WithPrivateMetadataAsync(this byte[] picture) => picture.TaggedAsync(
        "-GPSLatitude=46.0697", "-GPSLatitudeRef=N", "-GPSLongitude=11.1211", "-GPSLongitudeRef=E", "-Artist=Ada Author", "-Make=Lantern", "-Model=Phone 7",
        "-XMP:Creator=Ada Author", "-IPTC:By-line=Ada Author", "-Comment=Ada Author at home");

    /// <summary>Returns the number of colour components of a JPEG: 4 in CMYK.</summary>
    public static async Task<string> ComponentsAsync(byte[] jpeg) =>
        Encoding.UTF8.GetString(await RunAsync(Requirements.ExifTool(), jpeg, "-s3", "-n", "-ColorComponents", "-")).Trim();

    /// <summary>Returns all tags of a picture file, as "group:name", except those about the file and the coded picture itself.</summary>
    public static async Task<IReadOnlyList<string>> MetadataAsync(byte[] picture)
    {
        var tags = await RunAsync(Requirements.ExifTool(), picture, "-j", "-G0", "-a", "-u", "-");
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(tags));
        return
        [
            .. document.RootElement[0].EnumerateObject().Select(tag => tag.Name)
                .Where(name => name != "SourceFile" && name.Split(':')[0] is not ("ExifTool" or "File" or "Composite" or "JFIF" or "RIFF")),
        ];
    }

    private static Task<byte[]> TaggedAsync(this byte[] picture, params string[] arguments) =>
        RunAsync(Requirements.ExifTool(), picture, ["-q", "-m", .. arguments, "-o", "-", "-"]);

    private static async Task<byte[]> RunAsync(string program, byte[] input, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        using var output = new MemoryStream();
        var reading = Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(output), process.StandardError.ReadToEndAsync());
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
