using System.Diagnostics;
using System.Globalization;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>Simulates the output of a poor printer: rotated, blurred, low in contrast and noisy. The result is reproducible.</summary>
public static class DegradedPrint
{
    /// <param name="picture">Path of a picture of a page, one pixel per printed dot.</param>
    /// <param name="degrees">Rotation of the page.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <returns>The path of the degraded picture.</returns>
    public static async Task<string> CreateAsync(string picture, int degrees, int seed, DirectoryInfo folder)
    {
        var degraded = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"degraded-{degrees}-{seed}.pgm"));
        string[] arguments =
        [
            "-seed", seed.ToString(CultureInfo.InvariantCulture), picture,
            "-background", "white", "-rotate", degrees.ToString(CultureInfo.InvariantCulture),
            "-blur", "0x0.7",
            // Maps black to dark grey and white to light grey.
            "+level", "25%,80%",
            "-attenuate", "0.3", "+noise", "Gaussian",
            degraded,
        ];
        using var convert = Process.Start(
            new ProcessStartInfo(Requirements.Convert(), arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await convert.StandardError.ReadToEndAsync();
        await convert.WaitForExitAsync();
        return convert.ExitCode == 0 ? degraded : throw new InvalidOperationException($"convert could not degrade the picture: {errors}");
    }
}
