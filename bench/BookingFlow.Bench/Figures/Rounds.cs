namespace BookingFlow.Bench.Figures;

/// <summary>Measures two things in turn, so that whatever the machine does meanwhile happens to both.</summary>
public static class Rounds
{
    /// <summary>
    /// As many short rounds are not counted as it takes until what .NET compiles anew for speed is compiled: one would measure the compiler.
    /// </summary>
    public const int ShortWarmUps = 6;

    /// <summary>The same for rounds of seconds in which much work is done for each answer.</summary>
    public const int LongWarmUps = 3;

    /// <summary>A, B, A, B and so on, after some rounds of each that are not counted: compilers and caches are warm then.</summary>
    /// <param name="rounds">How many count; 1 or more.</param>
    /// <param name="warmUps">How many do not.</param>
    public static async Task<IReadOnlyList<Round>> AlternateAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> yardstick, int warmUps = 1)
    {
        for (var i = 0; i < warmUps; i++)
        {
            await ours();
            await yardstick();
        }

        var measured = new List<Round>(rounds);
        for (var i = 0; i < rounds; i++)
        {
            var a = await ours();
            var b = await yardstick();
            measured.Add(new Round(a, b));
        }

        return measured;
    }

    /// <summary>The ratio of each round.</summary>
    public static IReadOnlyList<double> Ratios(this IEnumerable<Round> rounds) => [.. rounds.Select(round => round.Ratio)];

    public static double MedianOfOurs(this IEnumerable<Round> rounds) => Statistics.Median([.. rounds.Select(round => round.Ours)]);

    public static double MedianOfBaseline(this IEnumerable<Round> rounds) => Statistics.Median([.. rounds.Select(round => round.Yardstick)]);
}
