using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Measurements;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench;

/// <summary>Runs the measurements and prints the table.</summary>
/// <remarks>Exit codes: 0 success, also when a requirement is not reached; 1 when a measurement was invalid; 2 for wrong arguments.</remarks>
public static class BenchProgram
{
    private static readonly IReadOnlyList<IMeasurement> All =
    [
        new ShowListCached(),
        new PublicPagesUncached(),
        new ConfirmThroughput(),
        new ReserveThroughput(),
        new ConfirmGrowth(),
        new ListGrowth(),
        new CheckInDuringOnSale(),
        new TicketWithoutQr(),
        new StartAndMemory(),
        new DoorPages(),
        new MailBacklog(),
        new CheckInBesideSlowConnections(),
        new TenYears(),
        new Rush(),
    ];

    public static async Task<int> Main(string[] args)
    {
        if (BenchOptions.Read(args) is not { } options || Select(options) is not { Count: > 0 } selected)
        {
            await Console.Error.WriteLineAsync(
                $"{BenchOptions.Usage}{Environment.NewLine}NAME is one of: {string.Join(", ", All.Select(m => m.Name))}");
            return 2;
        }

        using var bench = await BenchEnvironment.BuildAsync(options.Rounds);
        var report = new Report(await Machine.DescribeAsync(bench), options.Rounds);
        Console.WriteLine(report.Heading);
        foreach (var measurement in selected)
        {
            await report.AddAsync(measurement, bench);
        }

        Console.WriteLine();
        Console.WriteLine(Table.Of(report.Lines));
        await report.WriteAsync(options.JsonFile);
        foreach (var invalid in report.Invalid)
        {
            await Console.Error.WriteLineAsync($"Not measured: {invalid}");
        }

        return report.Invalid.Count == 0 ? 0 : 1;
    }

    private static List<IMeasurement> Select(BenchOptions options) =>
        [.. All.Where(m => options.Only is null || options.Only.Split(',').Any(name => m.Name.StartsWith(name, StringComparison.Ordinal)))];
}
