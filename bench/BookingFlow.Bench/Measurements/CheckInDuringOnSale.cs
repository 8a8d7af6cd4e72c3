using System.Collections.Concurrent;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 7: two stewards scan for tonight, first in a quiet house, then while 32 people open their links and confirm for
/// another performance as fast as they can. Every ticket is another party's.
/// </summary>
public sealed class CheckInDuringOnSale : IMeasurement
{
    /// <summary>There are more tickets and links than can be scanned and confirmed in a round.</summary>
    private const int Stewards = 2, TicketsOfARound = 600, LinksOfARound = 4_000;

    private const string Email = "ada@house.example";

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(4), BetweenScans = TimeSpan.FromMilliseconds(20);

    public string Name => "check-in";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        await using var database = await stage.CreateDatabaseAsync();
        var season = new Season(database);
        await season.AddAdministratorAsync(Email);
        var rounds = stage.Rounds + 1;
        var tonight = await season.AddConfirmedAsync(await season.AddPerformanceTonightAsync(), TicketsOfARound * 2 * rounds);
        var tickets = new Queue<IReadOnlyList<Token>>(tonight.Chunk(TicketsOfARound));
        var onSale = (await season.AddShowsAsync(1, 1))[0];
        var links = new Queue<IReadOnlyList<Token>>((await season.AddPendingAsync(onSale, LinksOfARound * rounds)).Chunk(LinksOfARound));
        await using var house = await stage.StartHouseAsync(database);
        var stewards = Visitor.Crowd(Stewards, house.Address);
        foreach (var steward in stewards)
        {
            await steward.SignInAsync(Email, Season.Password);
        }

        var presses = new List<double>();

        async Task<double> DuringAsync()
        {
            using var over = new CancellationTokenSource();
            var crowd = Visitor.Crowd(ConfirmRush.People, house.Address);
            var mails = stage.Post.Taken;
            var confirming = Rush.OverAsync(
                crowd, [.. Rush.Deal(links.Dequeue(), crowd.Count).Select(share => share.TakeWhile(_ => !over.IsCancellationRequested))],
                ConfirmAsync);
            var p99 = await ScanAsync(stewards, tickets.Dequeue());
            if (confirming.IsCompleted)
            {
                throw new WrongAnswerException("The on-sale was over before the scans were.");
            }

            await over.CancelAsync();
            var sold = await confirming;
            presses.Add(sold.PerSecond);
            await stage.MailIsOutAsync(database, mails + sold.Milliseconds.Count);
            return p99;
        }

        var measured = await Rounds.AlternateAsync(stage.Rounds, DuringAsync, () => ScanAsync(stewards, tickets.Dequeue()));
        var beside = FormattableString.Invariant(
            $"{measured.MedianOfOurs():0.0} ms and {measured.MedianOfYardstick():0.0} ms, beside {Statistics.Median(presses):0} confirmations/s with their pages");
        return
        [
            new Line("7", "check-in p99 during an on-sale ÷ idle", "", measured.Ratios(), Requirement.AtMost(3), beside),
            new Line("7", "check-in p99 during an on-sale", "ms", [.. measured.Select(m => m.Ours)], Requirement.AtMost(50), beside),
        ];
    }

    private static async Task<TimeSpan> ConfirmAsync(Visitor visitor, Token link) =>
        await visitor.ConfirmAsync(await visitor.OpenConfirmationAsync(link), link);

    private static async Task<double> ScanAsync(IReadOnlyList<Visitor> stewards, IReadOnlyList<Token> tickets)
    {
        var forms = new ConcurrentDictionary<Visitor, Form>();
        foreach (var steward in stewards)
        {
            forms[steward] = await steward.OpenScanStationAsync();
        }

        var left = new ConcurrentQueue<Token>(tickets);
        var scans = await Rush.ForAsync(RoundTime, stewards, async steward =>
        {
            await Task.Delay(BetweenScans);
            if (!left.TryDequeue(out var ticket))
            {
                throw new WrongAnswerException("The scans were quicker than there were tickets.");
            }

            var (took, next) = await steward.ScanAsync(forms[steward], ticket);
            forms[steward] = next;
            return took;
        });
        return scans.Percentile(0.99);
    }
}
