using BookingFlow.Bench.BareLoops;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Rows 3 and 6: 32 people press "confirm" for one performance, each link its own, beside a loop that does the same to the
/// same database on one connection and nothing else.
/// </summary>
public sealed class ConfirmRush : IMeasurement
{
    internal const int People = 32;

    /// <summary>Presses of one round.</summary>
    private const int Presses = 640;

    public string Name => "confirm";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        var lines = new List<Line>();
        foreach (var dialect in stage.Databases)
        {
            lines.AddRange(await MeasureAsync(stage, dialect));
        }

        return lines;
    }

    private static async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage, DatabaseDialect dialect)
    {
        await using var houseDatabase = await stage.CreateDatabaseAsync(dialect);
        await using var bareDatabase = await stage.CreateDatabaseAsync(dialect);
        var (performance, links) = await SeedAsync(houseDatabase, stage.Rounds);
        var (barePerformance, bareLinks) = await SeedAsync(bareDatabase, stage.Rounds);
        await using var house = await stage.StartHouseAsync(houseDatabase);
        using var bare = new BareConfirmations(bareDatabase, barePerformance);
        var crowd = new Confirming(stage, house, houseDatabase, performance, People);
        var rushes = new List<Rush>();

        async Task<double> OursAsync()
        {
            rushes.Add(await crowd.PressAsync(links.Dequeue()));
            return rushes[^1].PerSecond;
        }

        var rounds = await Rounds.AlternateAsync(
            stage.Rounds, OursAsync, () => Task.FromResult(BareLoop.PerSecond(bareLinks.Dequeue(), bare.Confirm)), Rounds.ShortWarmUps);
        rushes.RemoveRange(0, Rounds.ShortWarmUps);
        var (p50, p99) = (rushes.Select(r => r.Percentile(0.5)).ToList(), rushes.Select(r => r.Percentile(0.99)).ToList());
        var on = stage.Databases.Count > 1 ? $" ({dialect})" : "";
        var worst = FormattableString.Invariant($"p50 {Statistics.Median(p50):0} ms, slowest of all {rushes.Max(r => r.Percentile(1)):0} ms");
        return
        [
            new Line(
                "3", $"confirmations/s, {People} clients, one performance ÷ the bare loop{on}", "", rounds.Ratios(), Requirement.AtLeast(1.0),
                FormattableString.Invariant($"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfYardstick():0}/s")),
            new Line("6", $"confirm p99, {People} clients{on}", "ms", p99, Requirement.AtMost(150), worst),
            new Line("6", $"confirm p99 ÷ p50{on}", "", [.. p99.Zip(p50, (a, b) => a / b)], Requirement.AtMost(5), worst),
        ];
    }

    private static async Task<(int Performance, Queue<IReadOnlyList<Token>> Links)> SeedAsync(BenchDatabase database, int rounds)
    {
        var season = new Season(database);
        var performance = (await season.AddShowsAsync(1, 1))[0];
        var links = await season.AddPendingAsync(performance, Presses * (rounds + Rounds.ShortWarmUps));
        return (performance, new Queue<IReadOnlyList<Token>>(links.Chunk(Presses)));
    }
}
