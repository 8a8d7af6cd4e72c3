using BookingFlow.Bench.Figures;

namespace BookingFlow.Tests.Bench;

public sealed class RoundsTests
{
    [Fact]
    public async Task Ours_and_the_yardstick_are_measured_in_turn_after_a_round_that_does_not_count()
    {
        List<string> order = [];

        var rounds = await Rounds.AlternateAsync(3, () => MeasureAsync("A", 10), () => MeasureAsync("B", 5));

        Assert.Equal(["A", "B", "A", "B", "A", "B", "A", "B"], order);
        Assert.Equal([new Round(12, 7), new Round(14, 9), new Round(16, 11)], rounds);
        Assert.Equal(14, rounds.MedianOfOurs());
        Assert.Equal(9, rounds.MedianOfYardstick());
        Assert.Equal(14.0 / 9, rounds.Ratios()[1]);

        Task<double> MeasureAsync(string which, double from)
        {
            order.Add(which);
            return Task.FromResult(from + order.Count - (which == "A" ? 1 : 2));
        }
    }

    [Fact]
    public async Task What_is_short_has_as_many_uncounted_rounds_as_it_asks_for()
    {
        var (ours, bare) = (0, 0);

        var rounds = await Rounds.AlternateAsync(
            2, () => Task.FromResult((double)++ours), () => Task.FromResult((double)++bare), Rounds.ShortWarmUps);

        Assert.Equal(
            [new Round(Rounds.ShortWarmUps + 1, Rounds.ShortWarmUps + 1), new Round(Rounds.ShortWarmUps + 2, Rounds.ShortWarmUps + 2)], rounds);
    }
}
