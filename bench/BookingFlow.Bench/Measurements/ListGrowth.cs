using BookingFlow.Bench.Figures;
using BookingFlow.Bench.House;
using BookingFlow.Bench.Seeding;
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

    public async Task<IReadOnlyList<Line>> MeasureAsync(Stage stage)
    {
        await using var large = await stage.CreateDatabaseAsync();
        await using var small = await stage.CreateDatabaseAsync();
        await new Season(large).AddShowsAsync(Many, 1);
        await new Season(small).AddShowsAsync(Few, 1);
        return
        [
            await MeasureAsync(stage, large, small, "5b", "time of the list at 10⁴ shows ÷ at 10"),
            await MeasureAsync(stage, large, small, "5c", "the same, made anew for every visitor", PublicPagesUncached.WithoutCache),
        ];
    }

    private static async Task<Line> MeasureAsync(
        Stage stage, BenchDatabase large, BenchDatabase small, string row, string what, params (string Name, string Value)[] settings)
    {
        await using var many = await stage.StartHouseAsync(large, settings);
        await using var few = await stage.StartHouseAsync(small, settings);
        using Visitor ofMany = new(many.Address), ofFew = new(few.Address);
        var (longer, shorter) = ((await ofMany.ReadAsync(HouseRoutes.List)).Bytes, (await ofFew.ReadAsync(HouseRoutes.List)).Bytes);
        var rounds = await Rounds.AlternateAsync(
            stage.Rounds, () => MillisecondsAsync(stage, ofMany, longer), () => MillisecondsAsync(stage, ofFew, shorter));
        return new Line(
            row, what, "", rounds.Ratios(), row == "5b" ? Requirement.AtMost(1.3) : null,
            FormattableString.Invariant($"{rounds.MedianOfOurs():0.0} ms and {rounds.MedianOfYardstick():0.0} ms; {longer} and {shorter} bytes"));
    }

    private static async Task<double> MillisecondsAsync(Stage stage, Visitor visitor, long expected)
    {
        var rush = await Rush.ForAsync(stage.RoundTime, [visitor], async person =>
        {
            var (bytes, _, took) = await person.ReadAsync(HouseRoutes.List);
            return bytes == expected ? took : throw new WrongAnswerException($"The list answered {bytes} bytes and not {expected}.");
        });
        return rush.Percentile(0.5);
    }
}
