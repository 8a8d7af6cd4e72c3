using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 5a: does confirming become slow where many have confirmed? The same short rushes on a performance with 10⁴ reservations
/// and on performances with 10², in one database. A performance with 10² would grow: each rush has one of its own.
/// </summary>
public sealed class ConfirmGrowth : IMeasurement
{
    private const int Many = 10_000, Few = 100, PressesOfARush = 64, RushesOfARound = 8;

    public string Name => "confirm-growth";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        var lines = new List<Line>();
        foreach (var dialect in stage.Databases)
        {
            lines.Add(await MeasureAsync(stage, dialect));
        }

        return lines;
    }

    private static async Task<Line> MeasureAsync(Stage stage, DatabaseDialect dialect)
    {
        await using var database = await stage.CreateDatabaseAsync(dialect);
        var rushesInAll = RushesOfARound * (stage.Rounds + Rounds.ShortWarmUps);
        var season = new Season(database);
        var performances = await season.AddShowsAsync(1, rushesInAll + 1);
        await season.AddConfirmedAsync(performances[0], Many);
        var crowded = await season.AddPendingAsync(performances[0], PressesOfARush * rushesInAll);
        var (onMany, onFew) = (new Queue<(int, IReadOnlyList<Token>)>(), new Queue<(int, IReadOnlyList<Token>)>());
        foreach (var (links, performance) in crowded.Chunk(PressesOfARush).Zip(performances.Skip(1)))
        {
            onMany.Enqueue((performances[0], links));
            await season.AddConfirmedAsync(performance, Few);
            onFew.Enqueue((performance, await season.AddPendingAsync(performance, PressesOfARush)));
        }

        await using var house = await stage.StartHouseAsync(database);
        var rounds = await Rounds.AlternateAsync(
            stage.Rounds, () =>
                MillisecondsEachAsync(stage, house, database, onMany), () =>
                    MillisecondsEachAsync(stage, house, database, onFew), Rounds.ShortWarmUps);
        return new Line(
            "5a", $"time of a confirmation at 10⁴ reservations on the performance ÷ at 10²{(stage.Databases.Count > 1 ? $" ({dialect})" : "")}", "",
            rounds.Ratios(), Requirement.AtMost(1.2), FormattableString.Invariant(
                $"{rounds.MedianOfOurs():0.00} ms and {rounds.MedianOfYardstick():0.00} ms each"));
    }

    private static async Task<double> MillisecondsEachAsync(
        Stage stage, ServerProcess house, BenchDatabase database, Queue<(int Performance, IReadOnlyList<Token> Links)> left)
    {
        var milliseconds = 0.0;
        for (var i = 0; i < RushesOfARound; i++)
        {
            var (performance, links) = left.Dequeue();
            milliseconds += (await new Confirming(stage, house, database, performance, ConfirmRush.People).PressAsync(links)).Took.TotalMilliseconds;
        }

        return milliseconds / (RushesOfARound * PressesOfARush);
    }
}
