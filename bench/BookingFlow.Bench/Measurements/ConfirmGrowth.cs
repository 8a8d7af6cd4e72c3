using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 5a: whether confirming slows down as a performance fills. The same short runs on a performance with 10⁴ reservations and on
/// performances with 10², in one database. Each small run has its own performance, because the runs add reservations.
/// </summary>
public sealed class ConfirmGrowth : IMeasurement
{
    private const int Many = 10_000, Few = 100, ConfirmationsPerRun = 64, RunsPerRound = 8;

    public string Name => "confirm-growth";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        var lines = new List<Line>();
        foreach (var dialect in bench.Databases)
        {
            lines.Add(await MeasureAsync(bench, dialect));
        }

        return lines;
    }

    private static async Task<Line> MeasureAsync(BenchEnvironment bench, DatabaseDialect dialect)
    {
        await using var database = await bench.CreateDatabaseAsync(dialect);
        var totalRuns = RunsPerRound * (bench.Rounds + Rounds.ShortWarmUps);
        var seeder = new DatabaseSeeder(database);
        var performances = await seeder.AddShowsAsync(1, totalRuns + 1);
        await seeder.AddConfirmedAsync(performances[0], Many);
        var linksOfMany = await seeder.AddPendingAsync(performances[0], ConfirmationsPerRun * totalRuns);
        var (onMany, onFew) = (new Queue<(int, IReadOnlyList<Token>)>(), new Queue<(int, IReadOnlyList<Token>)>());
        foreach (var (links, performance) in linksOfMany.Chunk(ConfirmationsPerRun).Zip(performances.Skip(1)))
        {
            onMany.Enqueue((performances[0], links));
            await seeder.AddConfirmedAsync(performance, Few);
            onFew.Enqueue((performance, await seeder.AddPendingAsync(performance, ConfirmationsPerRun)));
        }

        await using var server = await bench.StartServerAsync(database);
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, () =>
                MillisecondsPerConfirmationAsync(bench, server, database, onMany), () =>
                    MillisecondsPerConfirmationAsync(bench, server, database, onFew), Rounds.ShortWarmUps);
        return new Line(
            "5a", $"time of a confirmation at 10⁴ reservations on the performance ÷ at 10²{(bench.Databases.Count > 1 ? $" ({dialect})" : "")}", "",
            rounds.Ratios(), Requirement.AtMost(1.2), FormattableString.Invariant(
                $"{rounds.MedianOfOurs():0.00} ms and {rounds.MedianOfBaseline():0.00} ms each"));
    }

    private static async Task<double> MillisecondsPerConfirmationAsync(
        BenchEnvironment bench, ServerProcess server, BenchDatabase database, Queue<(int Performance, IReadOnlyList<Token> Links)> remaining)
    {
        var milliseconds = 0.0;
        for (var i = 0; i < RunsPerRound; i++)
        {
            var (performance, links) = remaining.Dequeue();
            var load = new ConfirmationLoad(bench, server, database, performance, ConfirmThroughput.People);
            milliseconds += (await load.RunAsync(links)).Elapsed.TotalMilliseconds;
        }

        return milliseconds / (RunsPerRound * ConfirmationsPerRun);
    }
}
