using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 7: two stewards scan tickets, first on an idle server, then while 32 visitors open and confirm links of another performance
/// as fast as they can. Every scan is of another ticket.
/// </summary>
public sealed class CheckInDuringOnSale : IMeasurement
{
    /// <summary>More links than can be confirmed in a round.</summary>
    private const int LinksPerRound = 4_000;

    private const string Email = "ada@venue.example";

    public string Name => "check-in";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var seeder = new DatabaseSeeder(database);
        await seeder.AddAdministratorAsync(Email);
        var rounds = bench.Rounds + 1;
        var tonight = await seeder.AddConfirmedAsync(await seeder.AddPerformanceTonightAsync(), Scans.TicketsPerRound * 2 * rounds);
        var tickets = new Queue<IReadOnlyList<Token>>(tonight.Chunk(Scans.TicketsPerRound));
        var onSale = (await seeder.AddShowsAsync(1, 1))[0];
        var links = new Queue<IReadOnlyList<Token>>((await seeder.AddPendingAsync(onSale, LinksPerRound * rounds)).Chunk(LinksPerRound));
        await using var server = await bench.StartServerAsync(database);
        var stewards = Visitor.CreateMany(Scans.Stewards, server.Address);
        foreach (var steward in stewards)
        {
            await steward.SignInAsync(Email, DatabaseSeeder.Password);
        }

        var confirmationsPerSecond = new List<double>();

        async Task<double> ScanDuringOnSaleAsync()
        {
            using var stop = new CancellationTokenSource();
            var visitors = Visitor.CreateMany(ConfirmThroughput.People, server.Address);
            var mails = bench.MailServer.ReceivedMails;
            var shares = LoadRun.Distribute(links.Dequeue(), visitors.Count);
            var confirmations = LoadRun.RunWorkAsync(
                visitors, [.. shares.Select(share => share.TakeWhile(_ => !stop.IsCancellationRequested))], ConfirmAsync);
            var p99 = await Scans.RunAsync(stewards, tickets.Dequeue());
            if (confirmations.IsCompleted)
            {
                throw new UnexpectedResponseException("All links were confirmed before the scans ended; LinksPerRound is too small.");
            }

            await stop.CancelAsync();
            var confirmed = await confirmations;
            confirmationsPerSecond.Add(confirmed.PerSecond);
            await bench.WaitForMailAsync(database, mails + confirmed.Milliseconds.Count);
            return p99;
        }

        var measured = await Rounds.AlternateAsync(bench.Rounds, ScanDuringOnSaleAsync, () => Scans.RunAsync(stewards, tickets.Dequeue()));
        var details = FormattableString.Invariant(
            $"{measured.MedianOfOurs():0.0} ms and {measured.MedianOfBaseline():0.0} ms, beside {Statistics.Median(confirmationsPerSecond):0} confirmations/s with their pages");
        return
        [
            new Line("7", "check-in p99 during an on-sale ÷ idle", "", measured.Ratios(), Requirement.AtMost(3), details),
            new Line("7", "check-in p99 during an on-sale", "ms", [.. measured.Select(m => m.Ours)], Requirement.AtMost(50), details),
        ];
    }

    private static async Task<TimeSpan> ConfirmAsync(Visitor visitor, Token link) =>
        await visitor.ConfirmAsync(await visitor.OpenConfirmationAsync(link), link);
}
