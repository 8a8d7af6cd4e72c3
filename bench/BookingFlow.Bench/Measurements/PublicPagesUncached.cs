using System.Globalization;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 2: the list and a show's page made anew for every visitor, beside a bare Razor page of the same length.</summary>
public sealed class PublicPagesUncached : IMeasurement
{
    /// <summary>The setting that has every page made anew. A page that still says that it came from a cache ends the run.</summary>
    internal static readonly (string Name, string Value) WithoutCache = ("PublicPages:Cached", "false");

    public string Name => "pages-uncached";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        await using var database = await stage.CreateDatabaseAsync();
        await new Season(database).AddShowsAsync(ShowListCached.Shows, ShowListCached.PerformancesOfEach);
        await using var house = await stage.StartHouseAsync(database, WithoutCache);
        return
        [
            await BesideRazorAsync(stage, house, "2a", "show list uncached ÷ bare Razor page", HouseRoutes.List),
            await BesideRazorAsync(stage, house, "2b", "show page uncached ÷ bare Razor page", HouseRoutes.Show(1)),
        ];
    }

    private static async Task<Line> BesideRazorAsync(Stage stage, ServerProcess house, string row, string what, string path)
    {
        using (var visitor = new Visitor(house.Address))
        {
            (await visitor.GetAsync(path)).Expect(200, "The Cherry Orchard, part 1");
        }

        using var page = await PageRush.AtAsync(house, path);
        await using var razor = await stage.StartYardstickAsync("razor", page.Bytes.ToString(CultureInfo.InvariantCulture));
        using var bare = await PageRush.AtAsync(razor, "/");
        var rounds = await Rounds.AlternateAsync(
            stage.Rounds, () => page.PagesPerSecondAsync(stage.RoundTime), () => bare.PagesPerSecondAsync(stage.RoundTime), Rounds.LongWarmUps);
        return page.WasCached
            ? throw new WrongAnswerException($"{path} came from a cache, although {WithoutCache.Name} is {WithoutCache.Value}.")
            : new Line(
                row, what, "", rounds.Ratios(), Requirement.AtLeast(0.35),
                FormattableString.Invariant(
                    $"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfYardstick():0}/s; {page.ProcessorMilliseconds:0.00} ms and {bare.ProcessorMilliseconds:0.00} ms of processor a page; {page.Bytes} and {bare.Bytes} bytes"));
    }
}
