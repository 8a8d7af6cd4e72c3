using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 9: time from process start to the first page, and working set after 200 pages and a second's rest. Baseline: an empty Razor Pages
/// program. The initial setup is done and the database is migrated.
/// </summary>
public sealed class StartAndMemory : IMeasurement
{
    private const int Pages = 200;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public string Name => "start";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var seeder = new DatabaseSeeder(database);
        await seeder.AddShowsAsync(ShowListCached.Shows, ShowListCached.PerformancesPerShow);
        await seeder.AddAdministratorAsync("ada@venue.example");
        var (ourMegabytes, emptyMegabytes) = (new List<double>(), new List<double>());
        var starts = await Rounds.AlternateAsync(
            bench.Rounds, () => StartAsync(bench.StartServerAsync(database), ourMegabytes),
            () => StartAsync(bench.StartBaselineAsync("empty"), emptyMegabytes));
        var memory = ourMegabytes.Zip(emptyMegabytes, (a, b) => new Round(a, b)).Skip(1).ToList();
        return
        [
            new Line(
                "9", "time to first 200 ÷ an empty Razor Pages program", "", starts.Ratios(), Requirement.AtMost(2.5),
                FormattableString.Invariant($"{starts.MedianOfOurs():0} ms and {starts.MedianOfBaseline():0} ms")),
            new Line(
                "9", "memory ÷ an empty Razor Pages program", "", memory.Ratios(), Requirement.AtMost(1.6),
                FormattableString.Invariant($"{memory.MedianOfOurs():0} MB and {memory.MedianOfBaseline():0} MB after {Pages} pages")),
        ];
    }

    private static async Task<double> StartAsync(Task<ServerProcess> starting, List<double> megabytes)
    {
        await using var server = await starting;
        using var visitor = new Visitor(server.Address);
        for (var i = 0; i < Pages; i++)
        {
            await visitor.ReadAsync("/");
        }

        await Task.Delay(Rest);
        megabytes.Add(server.WorkingSetMegabytes);
        return server.TimeToFirstPage.TotalMilliseconds;
    }
}
