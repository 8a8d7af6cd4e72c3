using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 12: two stewards scan tickets, first on an idle server, then beside a thousand connections that are idle or send a byte a second.
/// </summary>
public sealed class CheckInBesideSlowConnections : IMeasurement
{
    private const int Connections = 1_000;

    private const string Email = "ada@venue.example";

    public string Name => "slow-connections";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var seeder = new DatabaseSeeder(database);
        await seeder.AddAdministratorAsync(Email);
        var rounds = bench.Rounds + 1;
        var tonight = await seeder.AddConfirmedAsync(await seeder.AddPerformanceTonightAsync(), Scans.TicketsPerRound * 2 * rounds);
        var tickets = new Queue<IReadOnlyList<Token>>(tonight.Chunk(Scans.TicketsPerRound));
        await using var server = await bench.StartServerAsync(database);
        var stewards = Visitor.CreateMany(Scans.Stewards, server.Address);
        foreach (var steward in stewards)
        {
            await steward.SignInAsync(Email, DatabaseSeeder.Password);
        }

        var open = int.MaxValue;
        var megabytes = server.WorkingSetMegabytes;

        async Task<double> ScanBesideConnectionsAsync()
        {
            await using var connections = new SlowConnections(server.Address, Connections);
            await connections.WaitAsync();
            var p99 = await Scans.RunAsync(stewards, tickets.Dequeue());
            (open, megabytes) = (Math.Min(open, connections.Open), server.WorkingSetMegabytes);
            return p99;
        }

        var measured = await Rounds.AlternateAsync(bench.Rounds, ScanBesideConnectionsAsync, () => Scans.RunAsync(stewards, tickets.Dequeue()));
        if (open < Connections / 2)
        {
            throw new UnexpectedResponseException($"Only {open} of {Connections} connections were open at the end of a round.");
        }

        var details = FormattableString.Invariant(
            $"{measured.MedianOfOurs():0.0} ms and {measured.MedianOfBaseline():0.0} ms; at least {open} connections open; {megabytes:0} MB");
        return
        [
            new Line("12", "check-in p99 beside 1,000 idle and slow connections ÷ without", "", measured.Ratios(), Requirement.AtMost(3), details),
            new Line(
                "12", "check-in p99 beside 1,000 idle and slow connections", "ms", [.. measured.Select(m => m.Ours)], Requirement.AtMost(1000), details),
        ];
    }
}
