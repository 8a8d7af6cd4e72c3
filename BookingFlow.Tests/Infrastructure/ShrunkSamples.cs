using CsCheck;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>
/// Samples of few values whose failures are shrunk nevertheless: CsCheck looks for smaller ones only among the values that are left.
/// </summary>
public static class ShrunkSamples
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
        // The message begins with the seed in quotation marks.
        catch (CsCheckException failed) when (failed.Message.Split('"') is [_, var seed, ..])
        {
            await values.SampleAsync(test, seed: seed, iter: ShrinkingIterations, threads: 1, print: print);
            throw;
        }
    }
}
