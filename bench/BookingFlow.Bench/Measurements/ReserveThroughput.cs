using BookingFlow.Bench.BareLoops;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 4: 32 visitors submit reservation forms. Baseline: the same inserts in a loop on one connection.</summary>
/// <remarks>Only the POST is timed: the forms are opened before, and each run ends when its mail is sent.</remarks>
public sealed class ReserveThroughput : IMeasurement
{
    private const int People = 32, FormsPerVisitor = 16;

    public string Name => "reserve";

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
        await using var bareDatabase = await bench.CreateDatabaseAsync(dialect);
        var performance = (await new DatabaseSeeder(database).AddShowsAsync(1, 1))[0];
        var barePerformance = (await new DatabaseSeeder(bareDatabase).AddShowsAsync(1, 1))[0];
        await using var server = await bench.StartServerAsync(database);
        using var bare = new BareReservations(bareDatabase, barePerformance);
        var work = Enumerable.Range(0, People * FormsPerVisitor).ToList();
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds,
            async () => (await SendAsync(bench, server, database, performance)).PerSecond,
            () => Task.FromResult(BareLoop.PerSecond(work, _ => bare.Reserve())),
            Rounds.ShortWarmUps);
        return new Line(
            "4", $"reserve POSTs/s, {People} clients ÷ bare loop of the same inserts{(bench.Databases.Count > 1 ? $" ({dialect})" : "")}", "",
            rounds.Ratios(), Requirement.AtLeast(0.5),
            FormattableString.Invariant($"{rounds.MedianOfOurs():0}/s and {rounds.MedianOfBaseline():0}/s"));
    }

    private static async Task<LoadRun> SendAsync(BenchEnvironment bench, ServerProcess server, BenchDatabase database, int performance)
    {
        var visitors = Visitor.CreateMany(People, server.Address);
        var forms = await Task.WhenAll(visitors.Select(visitor => OpenAsync(visitor, performance)));
        var mails = bench.MailServer.ReceivedMails;
        var run = await LoadRun.RunWorkAsync(visitors, forms, VisitorActions.ReserveAsync);
        await bench.WaitForMailAsync(database, mails + (People * FormsPerVisitor));
        foreach (var visitor in visitors)
        {
            visitor.Dispose();
        }

        return run;
    }

    private static async Task<IEnumerable<Form>> OpenAsync(Visitor visitor, int performance)
    {
        var forms = new List<Form>();
        for (var i = 0; i < FormsPerVisitor; i++)
        {
            forms.Add(await visitor.OpenReservationAsync(performance));
        }

        return forms;
    }
}
