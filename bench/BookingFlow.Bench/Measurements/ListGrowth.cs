using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Rows 5b and 5c: whether the list slows down with many shows. Sequential requests to a server with 10⁴ shows and to one with ten, each
/// with one performance; with the cache (5b) and without it (5c).
/// </summary>
public sealed class ListGrowth : IMeasurement
{
    private const int Many = 10_000, Few = 10;

    public string Name => "list-growth";

    public async Task<IReadOnlyList<Line>> MeasureAsync(BenchEnvironment bench)
    {
        await using var large = await bench.CreateDatabaseAsync();
        await using var small = await bench.CreateDatabaseAsync();
        await new DatabaseSeeder(large).AddShowsAsync(Many, 1);
        await new DatabaseSeeder(small).AddShowsAsync(Few, 1);
        return
        [
            await MeasureAsync(bench, large, small, "5b", "time of the list at 10⁴ shows ÷ at 10"),
            await MeasureAsync(bench, large, small, "5c", "the same, made anew for every visitor", PublicPagesUncached.WithoutCache),
        ];
    }

    private static async Task<Line> MeasureAsync(
        BenchEnvironment bench, BenchDatabase large, BenchDatabase small, string row, string what, params (string Name, string Value)[] settings)
    {
        await using var largeServer = await bench.StartServerAsync(large, settings);
        await using var smallServer = await bench.StartServerAsync(small, settings);
        using Visitor ofLarge = new(largeServer.Address), ofSmall = new(smallServer.Address);
        var largeBytes = (await ofLarge.ReadAsync(VisitorActions.ListPath)).Bytes;
        var smallBytes = (await ofSmall.ReadAsync(VisitorActions.ListPath)).Bytes;
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, () => MedianMillisecondsAsync(bench, ofLarge, largeBytes), () => MedianMillisecondsAsync(bench, ofSmall, smallBytes));
        return new Line(
            row, what, "", rounds.Ratios(), row == "5b" ? Requirement.AtMost(1.3) : null,
            FormattableString.Invariant(
                $"{rounds.MedianOfOurs():0.0} ms and {rounds.MedianOfBaseline():0.0} ms; {largeBytes} and {smallBytes} bytes"));
    }

    private static async Task<double> MedianMillisecondsAsync(BenchEnvironment bench, Visitor visitor, long expectedBytes)
    {
        var run = await LoadRun.RunForAsync(bench.RoundTime, [visitor], async reader =>
        {
            var (bytes, _, elapsed) = await reader.ReadAsync(VisitorActions.ListPath);
            return bytes == expectedBytes
                ? elapsed
                : throw new UnexpectedResponseException($"The list has {bytes} bytes, not {expectedBytes}.");
        });
        return run.Percentile(0.5);
    }
}
