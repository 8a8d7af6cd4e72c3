using BookingFlow.Bench;

namespace BookingFlow.Tests.Bench;

public sealed class BenchOptionsTests
{
    [Fact]
    public void Without_options_every_benchmark_runs_five_rounds() =>
        Assert.Equal(new BenchOptions(Only: null, Rounds: 5, JsonFile: null), BenchOptions.Read([]));

    [Fact]
    public void Options_are_read_in_any_order() =>
        Assert.Equal(
            new BenchOptions("confirm", 7, "figures.json"), BenchOptions.Read(["--json", "figures.json", "--rounds", "7", "--only", "confirm"]));

    [Theory]
    [InlineData("--rounds")]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "many")]
    [InlineData("--fast", "yes")]
    public void Unknown_or_incomplete_options_are_refused(params string[] arguments) => Assert.Null(BenchOptions.Read(arguments));
}
