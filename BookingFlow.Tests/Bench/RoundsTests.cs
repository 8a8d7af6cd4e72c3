using BookingFlow.Bench.Figures;

namespace BookingFlow.Tests.Bench;

public sealed class RoundsTests
{
    [Fact]
    public async Task The_program_and_the_baseline_alternate_after_an_uncounted_warm_up_round()
    {
        List<string> order = [];

        var rounds = await Rounds.AlternateAsync(3, () => MeasureAsync("A", 10), () => MeasureAsync("B", 5));

        Assert.Equal(["A", "B", "A", "B", "A", "B", "A", "B"], order);
        Assert.Equal([new Round(12, 7), new Round(14, 9), new Round(16, 11)], rounds);
        Assert.Equal(14, rounds.MedianOfOurs());
        Assert.Equal(9, rounds.MedianOfBaseline());
        Assert.Equal(14.0 / 9, rounds.Ratios()[1]);

        Task<double> MeasureAsync(string which, double from)
        {
            order.Add(which);
            return Task.FromResult(from + order.Count - (which == "A" ? 1 : 2));
        }
    }

    [Fact]
    public async Task The_number_of_warm_up_rounds_can_be_set()
    {
        var (programRounds, baselineRounds) = (0, 0);

        var rounds = await Rounds.AlternateAsync(
            2, () => Task.FromResult((double)++programRounds), () => Task.FromResult((double)++baselineRounds), Rounds.ShortWarmUps);

        Assert.Equal(
            [new Round(Rounds.ShortWarmUps + 1, Rounds.ShortWarmUps + 1), new Round(Rounds.ShortWarmUps + 2, Rounds.ShortWarmUps + 2)], rounds);
    }
}
