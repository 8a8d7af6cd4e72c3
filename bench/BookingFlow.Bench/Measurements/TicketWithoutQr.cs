using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
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

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        await using var database = await stage.CreateDatabaseAsync();
        var season = new Season(database);
        var performance = (await season.AddShowsAsync(1, 1))[0];
        var again = await season.AddConfirmedAsync(performance, Tickets);
        var fresh = (await season.AddConfirmedAsync(performance, FirstLooks * (stage.Rounds + 1))).Chunk(FirstLooks).ToList();
        await using var with = await stage.StartHouseAsync(database);
        await using var without = await stage.StartHouseAsync(database, WithoutQr.Settings);
        var bytes = await ExpectedAsync(with, again[0], isWithCode: true);
        var bytesWithout = await ExpectedAsync(without, again[0], isWithCode: false);
        IReadOnlyList<Visitor> crowd = Visitor.Crowd(PageRush.People, with.Address), other = Visitor.Crowd(PageRush.People, without.Address);
        var looks = await Rounds.AlternateAsync(
            stage.Rounds, () => LookAgainAsync(stage, crowd, again, Code), () => LookAgainAsync(stage, other, again, Place));
        var (first, firstWithout) = (new Queue<Token[]>(fresh), new Queue<Token[]>(fresh));
        var firstLooks = await Rounds.AlternateAsync(
            stage.Rounds, () => LookOnceAsync(crowd, first.Dequeue(), Code), () => LookOnceAsync(other, firstWithout.Dequeue(), Place));
        return
        [
            new Line(
                "8", "ticket page ÷ the same page without its QR", "", looks.Ratios(), Requirement.AtLeast(0.7),
                FormattableString.Invariant($"{looks.MedianOfOurs():0}/s and {looks.MedianOfYardstick():0}/s; {bytes} and {bytesWithout} bytes")),
            new Line(
                "8", "the same, every ticket opened for the first time", "", firstLooks.Ratios(), Requirement: null,
                FormattableString.Invariant($"{firstLooks.MedianOfOurs():0}/s and {firstLooks.MedianOfYardstick():0}/s")),
        ];
    }

    private static async Task<int> ExpectedAsync(ServerProcess house, Token ticket, bool isWithCode)
    {
        using var visitor = new Visitor(house.Address);
        var page = (await visitor.GetAsync(HouseRoutes.Ticket(ticket))).Expect(200, Place);
        return page.Body.Contains(Code, StringComparison.Ordinal) == isWithCode
            ? page.Body.Length
            : throw new WrongAnswerException(isWithCode ? "The ticket has no QR code." : "The ticket was to have no QR code.");
    }

    private static async Task<double> LookAgainAsync(Stage stage, IReadOnlyList<Visitor> crowd, IReadOnlyList<Token> tickets, string shown)
    {
        var next = -1;
        var rush = await Rush.ForAsync(
            stage.RoundTime, crowd, visitor => LookAsync(visitor, tickets[Interlocked.Increment(ref next) % tickets.Count], shown));
        return rush.PerSecond;
    }

    private static async Task<double> LookOnceAsync(IReadOnlyList<Visitor> crowd, IReadOnlyList<Token> tickets, string shown) =>
        (await Rush.OverAsync(crowd, Rush.Deal(tickets, crowd.Count), (visitor, ticket) => LookAsync(visitor, ticket, shown))).PerSecond;

    private static async Task<TimeSpan> LookAsync(Visitor visitor, Token ticket, string shown) =>
        (await visitor.GetAsync(HouseRoutes.Ticket(ticket))).Expect(200, shown).Took;
}
