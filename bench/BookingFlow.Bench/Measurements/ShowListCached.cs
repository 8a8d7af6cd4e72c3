using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 1: the list of shows as visitors get it, beside a bare server that sends the same bytes.</summary>
public sealed class ShowListCached : IMeasurement
{
    /// <summary>Ten shows with three performances each: a month of a small house.</summary>
    internal const int Shows = 10, PerformancesOfEach = 3;

    public string Name => "list-cached";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        await using var database = await stage.CreateDatabaseAsync();
        await new Season(database).AddShowsAsync(Shows, PerformancesOfEach);
        await using var house = await stage.StartHouseAsync(database);
        await using var bare = await stage.StartYardstickAsync("static", await SameBytesAsync(stage, house));
        using var list = await PageRush.AtAsync(house, HouseRoutes.List);
        using var same = await PageRush.AtAsync(bare, "/");
        var rounds = await Rounds.AlternateAsync(
            stage.Rounds, () => list.PagesPerSecondAsync(stage.RoundTime), () => same.PagesPerSecondAsync(stage.RoundTime));
        return
        [
            new Line(
                "1", "cached show list ÷ static bytes of the same length", "", rounds.Ratios(), Requirement.AtLeast(0.70),
                FormattableString.Invariant(
                    $"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfYardstick():0}/s; {list.ProcessorMilliseconds:0.00} ms and {same.ProcessorMilliseconds:0.00} ms of processor a page of {list.Bytes} bytes; {(list.WasCached ? "from the cache" : "nothing came from a cache")}")),
        ];
    }

    private static async Task<string> SameBytesAsync(Stage stage, ServerProcess house)
    {
        using var visitor = new Visitor(house.Address);
        var page = (await visitor.GetAsync(HouseRoutes.List)).Expect(200, "The Cherry Orchard, part 1");
        var file = Path.Combine(stage.Folder.FullName, "list.html");
        await File.WriteAllTextAsync(file, page.Body);
        return file;
    }
}
