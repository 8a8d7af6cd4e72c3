namespace BookingFlow.Bench.Figures;

/// <summary>What one round measured of the one and of the other, in the same unit.</summary>
public sealed record Round(double Ours, double Yardstick)
{
    public double Ratio => Ours / Yardstick;
}

/// <summary>Measures two things in turn, so that whatever the machine does meanwhile happens to both.</summary>
public static class Rounds
{
    /// <summary>A, B, A, B and so on, after one round of each that is not counted: compilers and caches are warm then.</summary>
    /// <param name="rounds">How many count; 1 or more.</param>
    public static async Task<IReadOnlyList<Round>> AlternateAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> yardstick)
    {
        await ours();
        await yardstick();
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

    public static double MedianOfYardstick(this IEnumerable<Round> rounds) => Statistics.Median([.. rounds.Select(round => round.Yardstick)]);
}
