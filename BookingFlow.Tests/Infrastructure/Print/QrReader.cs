using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>Reads QR codes as a scanner would: with a decoder that is not the one that made them.</summary>
public static class QrReader
{
    /// <summary>What every QR code in a picture says.</summary>
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
        var order = new ProcessStartInfo(Requirements.Zbarimg(), ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", picture])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var zbarimg = Process.Start(order)!;
        var complaints = zbarimg.StandardError.ReadToEndAsync();
        var codes = await zbarimg.StandardOutput.ReadToEndAsync();
        await zbarimg.WaitForExitAsync();

        // 4: a picture without a code.
        return zbarimg.ExitCode is 0 or 4
            ? codes.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"zbarimg could not read the picture: {await complaints}");
    }
}
