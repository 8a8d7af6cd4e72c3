using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 1: the list of shows from the output cache. Baseline: bare Kestrel that sends the same bytes.</summary>
public sealed class ShowListCached : IMeasurement
{
    /// <summary>Ten shows with three performances each: a month in a small theatre.</summary>
    internal const int Shows = 10, PerformancesPerShow = 3;

    public string Name => "list-cached";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        await new DatabaseSeeder(database).AddShowsAsync(Shows, PerformancesPerShow);
        await using var server = await bench.StartServerAsync(database);
        await using var bare = await bench.StartBaselineAsync("static", await SavePageAsync(bench, server));
        using var list = await PageLoad.StartAsync(server, VisitorActions.ListPath);
        using var same = await PageLoad.StartAsync(bare, "/");
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, () => list.PagesPerSecondAsync(bench.RoundTime), () => same.PagesPerSecondAsync(bench.RoundTime));
        return
        [
            new Line(
                "1", "cached show list ÷ static bytes of the same length", "", rounds.Ratios(), Requirement.AtLeast(0.70),
                FormattableString.Invariant(
                    $"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfBaseline():0}/s; {list.ProcessorMilliseconds:0.00} ms and {same.ProcessorMilliseconds:0.00} ms of processor a page of {list.Bytes} bytes; {(list.WasCached ? "from the cache" : "nothing came from a cache")}")),
        ];
    }

    private static async Task<string> SavePageAsync(BenchEnvironment bench, ServerProcess server)
    {
        using var visitor = new Visitor(server.Address);
        var page = (await visitor.GetAsync(VisitorActions.ListPath)).Expect(200, "The Cherry Orchard, part 1");
        var file = Path.Combine(bench.Folder.FullName, "list.html");
        await File.WriteAllTextAsync(file, page.Body);
        return file;
    }
}
