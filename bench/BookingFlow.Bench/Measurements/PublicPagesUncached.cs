using System.Globalization;
using System.Text.Json;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shows;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 2: the list of shows and a show's page without the output cache. Baseline: a bare Razor page of the same length that executes the same SQL
/// statements in plain ADO.NET.
/// </summary>
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
            await BesideRazorAsync(
                bench, server, database, "2a", "show list", VisitorActions.ListPath,
                db => db.ShowListAsync(DateTime.UtcNow, month: null, words: [], page: 1, CancellationToken.None)),
            await BesideRazorAsync(
                bench, server, database, "2b", "show page", VisitorActions.ShowPath(1),
                db => db.ShowViewAsync(db.Shows.Where(s => s.Slug == "show-1" && s.IsPublished), DateTime.UtcNow, CancellationToken.None)),
        ];
    }

    /// <param name="readAsync">The queries of the page.</param>
    private static async Task<Line> BesideRazorAsync(
        BenchEnvironment bench, ServerProcess server, BenchDatabase database, string row, string what, string path,
        Func<BookingDbContext, Task> readAsync)
    {
        var recorder = new StatementRecorder();
        await using (var db = database.CreateDbContext(recorder))
        {
            await readAsync(db);
        }

        var statements = Path.Combine(bench.Folder.FullName, $"statements-{row}.json");
        await File.WriteAllTextAsync(statements, JsonSerializer.Serialize(recorder.Statements));
        using (var visitor = new Visitor(server.Address))
        {
            (await visitor.GetAsync(path)).Expect(200, "The Cherry Orchard, part 1");
        }

        using var page = await PageLoad.StartAsync(server, path);
        await using var razor = await bench.StartBaselineAsync(
            "razor", page.Bytes.ToString(CultureInfo.InvariantCulture), statements, database.ConnectionString);
        using var bare = await PageLoad.StartAsync(razor, "/");
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, () => page.PagesPerSecondAsync(bench.RoundTime), () => bare.PagesPerSecondAsync(bench.RoundTime), Rounds.LongWarmUps);
        return page.WasCached
            ? throw new UnexpectedResponseException($"{path} came from a cache, although {WithoutCache.Name} is {WithoutCache.Value}.")
            : new Line(
                row, $"{what} uncached ÷ bare Razor page with the same statements", "", rounds.Ratios(), Requirement.AtLeast(0.5),
                FormattableString.Invariant(
                    $"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfBaseline():0}/s; {page.ProcessorMilliseconds:0.00} ms and {bare.ProcessorMilliseconds:0.00} ms of processor a page; {page.Bytes} and {bare.Bytes} bytes; {recorder.Statements.Count} statements"));
    }
}
