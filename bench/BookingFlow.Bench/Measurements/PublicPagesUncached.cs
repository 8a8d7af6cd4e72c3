using System.Globalization;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 2: the list of shows and a show's page without the output cache. Baseline: a bare Razor page of the same length.</summary>
public sealed class PublicPagesUncached : IMeasurement
{
    /// <summary>The setting that disables the output cache. A response with an Age header makes the measurement invalid.</summary>
    internal static readonly (string Name, string Value) WithoutCache = ("PublicPages:Cached", "false");

    public string Name => "pages-uncached";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        await new DatabaseSeeder(database).AddShowsAsync(ShowListCached.Shows, ShowListCached.PerformancesPerShow);
        await using var server = await bench.StartServerAsync(database, WithoutCache);
        return
        [
            await BesideRazorAsync(bench, server, "2a", "show list uncached ÷ bare Razor page", VisitorActions.ListPath),
            await BesideRazorAsync(bench, server, "2b", "show page uncached ÷ bare Razor page", VisitorActions.ShowPath(1)),
        ];
    }

    private static async Task<Line> BesideRazorAsync(BenchEnvironment bench, ServerProcess server, string row, string what, string path)
    {
        using (var visitor = new Visitor(server.Address))
        {
            (await visitor.GetAsync(path)).Expect(200, "The Cherry Orchard, part 1");
        }

        using var page = await PageLoad.StartAsync(server, path);
        await using var razor = await bench.StartBaselineAsync("razor", page.Bytes.ToString(CultureInfo.InvariantCulture));
        using var bare = await PageLoad.StartAsync(razor, "/");
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, () => page.PagesPerSecondAsync(bench.RoundTime), () => bare.PagesPerSecondAsync(bench.RoundTime), Rounds.LongWarmUps);
        return page.WasCached
            ? throw new UnexpectedResponseException($"{path} came from a cache, although {WithoutCache.Name} is {WithoutCache.Value}.")
            : new Line(
                row, what, "", rounds.Ratios(), Requirement.AtLeast(0.35),
                FormattableString.Invariant(
                    $"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfBaseline():0}/s; {page.ProcessorMilliseconds:0.00} ms and {bare.ProcessorMilliseconds:0.00} ms of processor a page; {page.Bytes} and {bare.Bytes} bytes"));
    }
}
