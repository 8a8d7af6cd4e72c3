using System.Text.RegularExpressions;
using CsCheck;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>
/// Samples of few values whose failures are shrunk nevertheless: CsCheck looks for smaller ones only among the values that are left.
/// </summary>
public static partial class ShrunkSamples
{
    /// <summary>How many values are tried to find a smaller failure.</summary>
    private const int ShrinkingIterations = 500;

    /// <summary>Tests values one after the other.</summary>
    /// <exception cref="CsCheckException">A value fails; the message has the smallest that was found, and its seed.</exception>
    public static async Task SampleShrunkAsync<T>(this Gen<T> values, Func<T, Task> test, int iterations, Func<T, string>? print = null)
    {
        try
        {
            await values.SampleAsync(test, iter: iterations, threads: 1, print: print);
        }
        catch (CsCheckException failed) when (Seed().Match(failed.Message) is { Success: true } seed)
        {
            await values.SampleAsync(test, seed: seed.Groups[1].Value, iter: ShrinkingIterations, threads: 1, print: print);
            throw;
        }
    }

    [GeneratedRegex("Set seed: \"([^\"]+)\"")]
    private static partial Regex Seed();
}
