using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>Row 8: the ticket page. Baseline: the same page of the same program without its QR code.</summary>
/// <remarks>
/// First with 200 tickets that are opened repeatedly, as visitors do, so that QR codes come from the cache; then with every ticket opened once.
/// </remarks>
public sealed class TicketWithoutQr : IMeasurement
{
    private const int Tickets = 200, FirstViews = 600;

    /// <summary>A text in pages with a QR code only (<c>Code</c>), and one in pages with and without it (<c>QrElement</c>).</summary>
    private const string Code = "data:image/png;base64,", QrElement = "class=\"qr\"";

    public string Name => "ticket";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var seeder = new DatabaseSeeder(database);
        var performance = (await seeder.AddShowsAsync(1, 1))[0];
        var repeated = await seeder.AddConfirmedAsync(performance, Tickets);
        var unopened = (await seeder.AddConfirmedAsync(performance, FirstViews * (bench.Rounds + 1))).Chunk(FirstViews).ToList();
        await using var with = await bench.StartServerAsync(database);
        await using var without = await bench.StartServerAsync(database, NoQrHostingStartup.Settings);
        var bytes = await CheckPageAsync(with, repeated[0], isWithCode: true);
        var bytesWithout = await CheckPageAsync(without, repeated[0], isWithCode: false);
        var visitorsWith = Visitor.CreateMany(PageLoad.People, with.Address);
        var visitorsWithout = Visitor.CreateMany(PageLoad.People, without.Address);
        var views = await Rounds.AlternateAsync(
            bench.Rounds,
            () => OpenRepeatedlyAsync(bench, visitorsWith, repeated, Code),
            () => OpenRepeatedlyAsync(bench, visitorsWithout, repeated, QrElement));
        var (unopenedWith, unopenedWithout) = (new Queue<Token[]>(unopened), new Queue<Token[]>(unopened));
        var firstViews = await Rounds.AlternateAsync(
            bench.Rounds,
            () => OpenOnceAsync(visitorsWith, unopenedWith.Dequeue(), Code),
            () => OpenOnceAsync(visitorsWithout, unopenedWithout.Dequeue(), QrElement));
        return
        [
            new Line(
                "8", "ticket page ÷ the same page without its QR", "", views.Ratios(), Requirement.AtLeast(0.7),
                FormattableString.Invariant($"{views.MedianOfOurs():0}/s and {views.MedianOfBaseline():0}/s; {bytes} and {bytesWithout} bytes")),
            new Line(
                "8", "the same, every ticket opened for the first time", "", firstViews.Ratios(), Requirement: null,
                FormattableString.Invariant($"{firstViews.MedianOfOurs():0}/s and {firstViews.MedianOfBaseline():0}/s")),
        ];
    }

    private static async Task<int> CheckPageAsync(ServerProcess server, Token ticket, bool isWithCode)
    {
        using var visitor = new Visitor(server.Address);
        var page = (await visitor.GetAsync(VisitorActions.TicketPath(ticket))).Expect(200, QrElement);
        return page.Body.Contains(Code, StringComparison.Ordinal) == isWithCode
            ? page.Body.Length
            : throw new UnexpectedResponseException(isWithCode ? "The ticket has no QR code." : "The ticket has a QR code, although it was removed.");
    }

    private static async Task<double> OpenRepeatedlyAsync(
        BenchEnvironment bench, IReadOnlyList<Visitor> visitors, IReadOnlyList<Token> tickets, string expected)
    {
        var next = -1;
        var run = await LoadRun.RunForAsync(
            bench.RoundTime, visitors, visitor => OpenAsync(visitor, tickets[Interlocked.Increment(ref next) % tickets.Count], expected));
        return run.PerSecond;
    }

    private static async Task<double> OpenOnceAsync(IReadOnlyList<Visitor> visitors, IReadOnlyList<Token> tickets, string expected)
    {
        var run = await LoadRun.RunWorkAsync(
            visitors, LoadRun.Distribute(tickets, visitors.Count), (visitor, ticket) => OpenAsync(visitor, ticket, expected));
        return run.PerSecond;
    }

    private static async Task<TimeSpan> OpenAsync(Visitor visitor, Token ticket, string expected) =>
        (await visitor.GetAsync(VisitorActions.TicketPath(ticket))).Expect(200, expected).Elapsed;
}
