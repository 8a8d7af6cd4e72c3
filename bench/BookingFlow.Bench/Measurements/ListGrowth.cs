using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>
/// Row 5b and 5c: does the list become slow where there are many shows? One visitor after the other, at a house with 10⁴ shows and at
/// one with ten, each with one performance: as visitors get it, and made anew for each of them.
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
        await using var many = await bench.StartServerAsync(large, settings);
        await using var few = await bench.StartServerAsync(small, settings);
        using Visitor ofMany = new(many.Address), ofFew = new(few.Address);
        var (longer, shorter) = ((await ofMany.ReadAsync(VisitorActions.ListPath)).Bytes, (await ofFew.ReadAsync(VisitorActions.ListPath)).Bytes);
        var rounds = await Rounds.AlternateAsync(
            bench.Rounds, () => MillisecondsAsync(bench, ofMany, longer), () => MillisecondsAsync(bench, ofFew, shorter));
        return new Line(
            row, what, "", rounds.Ratios(), row == "5b" ? Requirement.AtMost(1.3) : null,
            FormattableString.Invariant($"{rounds.MedianOfOurs():0.0} ms and {rounds.MedianOfBaseline():0.0} ms; {longer} and {shorter} bytes"));
    }

    private static async Task<double> MillisecondsAsync(BenchEnvironment bench, Visitor visitor, long expected)
    {
        var run = await LoadRun.RunForAsync(bench.RoundTime, [visitor], async person =>
        {
            var (bytes, _, elapsed) = await person.ReadAsync(VisitorActions.ListPath);
            return bytes == expected ? elapsed : throw new UnexpectedResponseException($"The list answered {bytes} bytes and not {expected}.");
        });
        return run.Percentile(0.5);
    }
}
