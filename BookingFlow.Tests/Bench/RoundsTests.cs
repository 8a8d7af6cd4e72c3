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
}
