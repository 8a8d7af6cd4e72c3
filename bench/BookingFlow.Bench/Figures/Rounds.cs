namespace BookingFlow.Bench.Figures;

/// <summary>Measures the program and a baseline alternately, so that changes in the machine's load affect both.</summary>
public static class Rounds
{
    /// <summary>Uncounted rounds for measurements with short rounds: enough for .NET's tiered compilation to finish.</summary>
    public const int ShortWarmUps = 6;

    /// <summary>Uncounted rounds for measurements whose rounds last seconds and do much work per response.</summary>
    public const int LongWarmUps = 3;

    /// <summary>Runs program, baseline, program, baseline and so on, after uncounted warm-up rounds of both.</summary>
    /// <param name="rounds">Number of counted rounds; 1 or more.</param>
    /// <param name="warmUps">Number of uncounted rounds.</param>
    public static async Task<IReadOnlyList<Round>> AlternateAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> baseline, int warmUps = 1)
    {
        for (var i = 0; i < warmUps; i++)
        {
            await ours();
            await baseline();
        }

        var measured = new List<Round>(rounds);
        for (var i = 0; i < rounds; i++)
        {
            var oursValue = await ours();
            var baselineValue = await baseline();
            measured.Add(new Round(oursValue, baselineValue));
        }

        return measured;
    }

    /// <summary>The ratio of each round.</summary>
    public static IReadOnlyList<double> Ratios(this IEnumerable<Round> rounds) => [.. rounds.Select(round => round.Ratio)];

    public static double MedianOfOurs(this IEnumerable<Round> rounds) => Statistics.Median([.. rounds.Select(round => round.Ours)]);

    public static double MedianOfBaseline(this IEnumerable<Round> rounds) => Statistics.Median([.. rounds.Select(round => round.Baseline)]);
}
