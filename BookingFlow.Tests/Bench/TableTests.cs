using BookingFlow.Bench.Figures;

namespace BookingFlow.Tests.Bench;

public sealed class TableTests
{
    [Fact]
    public void A_row_shows_the_figures_the_requirement_and_whether_it_is_met()
    {
        var table = Table.Of(
        [
            new Line("3", "confirmations ÷ loop", "", [0.9, 1.25, 1.1], Requirement.AtLeast(1), "900/s and 800/s"),
            new Line("6", "p99", "ms", [160, 151], Requirement.AtMost(150), "p50 60 ms"),
            new Line("8", "for orientation", "", [0.5], Requirement: null, ""),
        ]);

        Assert.Equal(
            """
            | Row | What | Median | Minimum | Maximum | To reach | Reached | Absolute figures, for orientation |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | 3 | confirmations ÷ loop | 1.10 | 0.90 | 1.25 | ≥ 1 | yes | 900/s and 800/s |
            | 6 | p99 | 156 ms | 151 ms | 160 ms | ≤ 150 | **no** | p50 60 ms |
            | 8 | for orientation | 0.50 | 0.50 | 0.50 |  |  |  |

            """,
            table);
    }

    [Theory]
    [InlineData(0.1234, "", "0.12")]
    [InlineData(12.345, "ms", "12.3 ms")]
    [InlineData(1234.9, "/s", "1235 /s")]
    public void A_value_is_formatted_with_its_significant_digits(double value, string unit, string expected) =>
        Assert.Equal(expected, Table.Format(value, unit));
}
