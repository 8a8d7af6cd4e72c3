using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>Decodes QR codes with zbar, which is independent of the library that encodes them.</summary>
public static class QrReader
{
    /// <summary>Returns the content of every QR code in a picture.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(byte[] png)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        await File.WriteAllBytesAsync(file, png);
        try
        {
            return await ReadFileAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc cref="ReadAsync(byte[])"/>
    public static async Task<IReadOnlyList<string>> ReadFileAsync(string picture)
    {
        var startInfo = new ProcessStartInfo(Requirements.Zbarimg(), ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", picture])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var zbarimg = Process.Start(startInfo)!;
        var errors = zbarimg.StandardError.ReadToEndAsync();
        var codes = await zbarimg.StandardOutput.ReadToEndAsync();
        await zbarimg.WaitForExitAsync();

        // Exit code 4 means that no code was found.
        return zbarimg.ExitCode is 0 or 4
            ? codes.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"zbarimg could not read the picture: {await errors}");
    }
}
