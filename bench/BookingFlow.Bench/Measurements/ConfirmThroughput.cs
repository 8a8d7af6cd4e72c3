using BookingFlow.Bench.BareLoops;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Rows 3 and 6: 32 visitors confirm reservations of one performance. Baseline: the same SQL statements in a loop on one connection.
/// </summary>
public sealed class ConfirmThroughput : IMeasurement
{
    internal const int People = 32;

    private const int ConfirmationsPerRound = 640;

    public string Name => "confirm";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        var lines = new List<Line>();
        foreach (var dialect in bench.Databases)
        {
            lines.AddRange(await MeasureAsync(bench, dialect));
        }

        return lines;
    }

    private static async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench, DatabaseDialect dialect)
    {
        await using var database = await bench.CreateDatabaseAsync(dialect);
        await using var bareDatabase = await bench.CreateDatabaseAsync(dialect);
        var (performance, links) = await SeedAsync(database, bench.Rounds);
        var (barePerformance, bareLinks) = await SeedAsync(bareDatabase, bench.Rounds);
        await using var server = await bench.StartServerAsync(database);
        using var bare = new BareConfirmations(bareDatabase, barePerformance);
        var load = new ConfirmationLoad(bench, server, database, performance, People);
        var runs = new List<LoadRun>();

        async Task<double> OursAsync()
        {
            runs.Add(await load.RunAsync(links.Dequeue()));
            return runs[^1].PerSecond;
        }

        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, OursAsync, () => Task.FromResult(BareLoop.PerSecond(bareLinks.Dequeue(), bare.Confirm)), Rounds.ShortWarmUps);
        runs.RemoveRange(0, Rounds.ShortWarmUps);
        var (p50, p99) = (runs.Select(r => r.Percentile(0.5)).ToList(), runs.Select(r => r.Percentile(0.99)).ToList());
        var suffix = bench.Databases.Count > 1 ? $" ({dialect})" : "";
        var details = FormattableString.Invariant($"p50 {Statistics.Median(p50):0} ms, slowest of all {runs.Max(r => r.Percentile(1)):0} ms");
        return
        [
            new Line(
                "3", $"confirmations/s, {People} clients, one performance ÷ the bare loop{suffix}", "", rounds.Ratios(), Requirement.AtLeast(1.0),
                FormattableString.Invariant($"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfBaseline():0}/s")),
            new Line("6", $"confirm p99, {People} clients{suffix}", "ms", p99, Requirement.AtMost(150), details),
            new Line("6", $"confirm p99 ÷ p50{suffix}", "", [.. p99.Zip(p50, (a, b) => a / b)], Requirement.AtMost(5), details),
        ];
    }

    private static async Task<(int Performance, Queue<IReadOnlyList<Token>> Links)> SeedAsync(BenchDatabase database, int rounds)
    {
        var seeder = new DatabaseSeeder(database);
        var performance = (await seeder.AddShowsAsync(1, 1))[0];
        var links = await seeder.AddPendingAsync(performance, ConfirmationsPerRound * (rounds + Rounds.ShortWarmUps));
        return (performance, new Queue<IReadOnlyList<Token>>(links.Chunk(ConfirmationsPerRound)));
    }
}
