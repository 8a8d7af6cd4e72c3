using System.Diagnostics;
using System.Globalization;

namespace BookingFlow.Tests.Infrastructure.Pictures;

/// <summary>Writes screenshots as small files, with ImageMagick. The same screenshot always gives the same bytes.</summary>
public static class ScreenshotFile
{
    /// <summary>Writes a PNG with at most 256 colours: a third of the size of the screenshot, without a visible difference on flat pages.</summary>
    /// <param name="source">Path of a picture of any kind.</param>
    /// <param name="percent">Size of the file's picture relative to the source.</param>
    public static Task WritePngAsync(string source, string file, int percent = 100) => ConvertAsync(
    [
        source, .. percent == 100 ? Array.Empty<string>() : ["-resize", $"{percent}%"], "-strip", "+dither", "-colors", "256",
        // No row filters, which are made for photographs, and no chunk with the time of writing.
        "-define", "png:compression-level=9", "-define", "png:compression-filter=0", "-define", "png:exclude-chunks=date,time", $"png8:{file}",
    ]);

    /// <summary>Writes a lossy WebP, for large sheets of which details do not matter.</summary>
    public static Task WriteWebpAsync(string source, string file) => ConvertAsync(
        [source, "-strip", "-quality", "60", "-define", "webp:method=6", $"webp:{file}"]);

    /// <summary>Makes smaller copies of pictures.</summary>
    /// <param name="sources">Paths of the pictures.</param>
    /// <param name="width">Width of the copies in pixels; the height follows.</param>
    /// <param name="files">Path of the copies, with <c>%d</c> for the index of the picture, from 0.</param>
    public static Task WriteThumbnailsAsync(IEnumerable<string> sources, int width, string files) =>
        // The size is part of the name, so that each picture is made smaller when it is read, and not all are in memory at once.
        ConvertAsync([.. sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"{source}[{width}x]")), "-strip", "+adjoin", files]);

    private static async Task ConvertAsync(string[] arguments)
    {
        using var convert = Process.Start(
            new ProcessStartInfo(Requirements.Convert(), arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await convert.StandardError.ReadToEndAsync();
        await convert.WaitForExitAsync();
        if (convert.ExitCode != 0)
        {
            throw new InvalidOperationException($"convert could not write the picture: {errors}");
        }
    }
}
