using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class SeatsLeftTests : ComponentTest
{
    [Theory]
    [InlineData(120, "plenty", "120 seats left")]
    [InlineData(6, "plenty", "6 seats left")]
    [InlineData(5, "few", "Last 5 seats")]
    [InlineData(2, "few", "Last 2 seats")]
    [InlineData(1, "few", "Last seat")]
    [InlineData(0, "none", "Sold out")]
    [InlineData(-3, "none", "Sold out")]
    public void How_many_seats_are_left_is_said_in_words(int left, string state, string words) =>
        Render<SeatsLeft>(p => p.Add(c => c.Left, left)).MarkupMatches($"""<span class="seats seats--{state}">{words}</span>""");
}
