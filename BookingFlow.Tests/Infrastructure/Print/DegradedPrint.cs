using System.Diagnostics;
using System.Globalization;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>What comes out of a printer that should have been replaced: askew, smeared, pale and speckled, and the same each time.</summary>
public static class BadPrinter
{
    /// <param name="picture">A page, one pixel for a dot.</param>
    /// <param name="degrees">How far the page was drawn in askew.</param>
    /// <param name="seed">Where the speckles fall.</param>
    /// <returns>The file of the spoiled page.</returns>
    public static async Task<string> SpoilAsync(string picture, int degrees, int seed, DirectoryInfo folder)
    {
        var spoiled = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"spoiled-{degrees}-{seed}.pgm"));
        string[] order =
        [
            "-seed", seed.ToString(CultureInfo.InvariantCulture), picture,
            "-background", "white", "-rotate", degrees.ToString(CultureInfo.InvariantCulture),
            "-blur", "0x0.7",
            // Black is a dark grey and white a light one.
            "+level", "25%,80%",
            "-attenuate", "0.3", "+noise", "Gaussian",
            spoiled,
        ];
        using var convert = Process.Start(
            new ProcessStartInfo(Requirements.Convert(), order) { UseShellExecute = false, RedirectStandardError = true })!;
        var complaints = await convert.StandardError.ReadToEndAsync();
        await convert.WaitForExitAsync();
        return convert.ExitCode == 0 ? spoiled : throw new InvalidOperationException($"convert could not spoil the picture: {complaints}");
    }
}
