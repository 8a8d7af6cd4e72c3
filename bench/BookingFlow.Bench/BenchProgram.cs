using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Measurements;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench;

/// <summary>Measures, prints the table, and ends with 0 unless something answered wrongly: a ratio that was not reached is no error.</summary>
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
    ];

    public static async Task<int> Main(string[] args)
    {
        if (BenchOptions.Read(args) is not { } options || Chosen(options) is not { Count: > 0 } chosen)
        {
            await Console.Error.WriteLineAsync(
                $"{BenchOptions.Usage}{Environment.NewLine}NAME is one of: {string.Join(", ", All.Select(m => m.Name))}");
            return 2;
        }

        using var bench = await BenchEnvironment.BuildAsync(options.Rounds);
        var report = new Report(await Machine.DescribeAsync(bench), options.Rounds);
        Console.WriteLine(report.Heading);
        foreach (var measurement in chosen)
        {
            await report.AddAsync(measurement, bench);
        }

        Console.WriteLine();
        Console.WriteLine(Table.Of(report.Lines));
        await report.WriteAsync(options.JsonFile);
        foreach (var wrong in report.Invalid)
        {
            await Console.Error.WriteLineAsync($"Not measured: {wrong}");
        }

        return report.Invalid.Count == 0 ? 0 : 1;
    }

    private static List<IMeasurement> Chosen(BenchOptions options) =>
        [.. All.Where(m => options.Only is null || m.Name.StartsWith(options.Only, StringComparison.Ordinal))];
}
