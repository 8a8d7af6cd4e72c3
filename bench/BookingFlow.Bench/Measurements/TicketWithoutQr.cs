using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 8: the ticket page beside the same page without its QR code, in the same program. 200 tickets are opened in turn,
/// for people look at their ticket more than once; and once each, by people who look for the first time.
/// </summary>
public sealed class TicketWithoutQr : IMeasurement
{
    private const int Tickets = 200, FirstLooks = 600;

    /// <summary>What stands in every page with a code, and in every page.</summary>
    private const string Code = "data:image/png;base64,", Place = "class=\"qr\"";

    public string Name => "ticket";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var seeder = new DatabaseSeeder(database);
        var performance = (await seeder.AddShowsAsync(1, 1))[0];
        var again = await seeder.AddConfirmedAsync(performance, Tickets);
        var fresh = (await seeder.AddConfirmedAsync(performance, FirstLooks * (bench.Rounds + 1))).Chunk(FirstLooks).ToList();
        await using var with = await bench.StartServerAsync(database);
        await using var without = await bench.StartServerAsync(database, NoQrHostingStartup.Settings);
        var bytes = await ExpectedAsync(with, again[0], isWithCode: true);
        var bytesWithout = await ExpectedAsync(without, again[0], isWithCode: false);
        IReadOnlyList<Visitor> visitors = Visitor.CreateMany(PageLoad.People, with.Address), other = Visitor.CreateMany(PageLoad.People, without.Address);
        var looks = await Rounds.AlternateAsync(
            bench.Rounds, () => LookAgainAsync(bench, visitors, again, Code), () => LookAgainAsync(bench, other, again, Place));
        var (first, firstWithout) = (new Queue<Token[]>(fresh), new Queue<Token[]>(fresh));
        var firstLooks = await Rounds.AlternateAsync(
            bench.Rounds, () => LookOnceAsync(visitors, first.Dequeue(), Code), () => LookOnceAsync(other, firstWithout.Dequeue(), Place));
        return
        [
            new Line(
                "8", "ticket page ÷ the same page without its QR", "", looks.Ratios(), Requirement.AtLeast(0.7),
                FormattableString.Invariant($"{looks.MedianOfOurs():0}/s and {looks.MedianOfBaseline():0}/s; {bytes} and {bytesWithout} bytes")),
            new Line(
                "8", "the same, every ticket opened for the first time", "", firstLooks.Ratios(), Requirement: null,
                FormattableString.Invariant($"{firstLooks.MedianOfOurs():0}/s and {firstLooks.MedianOfBaseline():0}/s")),
        ];
    }

    private static async Task<int> ExpectedAsync(ServerProcess server, Token ticket, bool isWithCode)
    {
        using var visitor = new Visitor(server.Address);
        var page = (await visitor.GetAsync(VisitorActions.TicketPath(ticket))).Expect(200, Place);
        return page.Body.Contains(Code, StringComparison.Ordinal) == isWithCode
            ? page.Body.Length
            : throw new UnexpectedResponseException(isWithCode ? "The ticket has no QR code." : "The ticket was to have no QR code.");
    }

    private static async Task<double> LookAgainAsync(BenchEnvironment bench, IReadOnlyList<Visitor> visitors, IReadOnlyList<Token> tickets, string shown)
    {
        var next = -1;
        var run = await LoadRun.RunForAsync(
            bench.RoundTime, visitors, visitor => LookAsync(visitor, tickets[Interlocked.Increment(ref next) % tickets.Count], shown));
        return run.PerSecond;
    }

    private static async Task<double> LookOnceAsync(IReadOnlyList<Visitor> visitors, IReadOnlyList<Token> tickets, string shown) =>
        (await LoadRun.RunWorkAsync(visitors, LoadRun.Distribute(tickets, visitors.Count), (visitor, ticket) => LookAsync(visitor, ticket, shown))).PerSecond;

    private static async Task<TimeSpan> LookAsync(Visitor visitor, Token ticket, string shown) =>
        (await visitor.GetAsync(VisitorActions.TicketPath(ticket))).Expect(200, shown).Elapsed;
}
