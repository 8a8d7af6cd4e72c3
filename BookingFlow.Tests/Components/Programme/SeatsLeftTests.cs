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
    public void Seats_left_have_a_text_and_a_state_class(int left, string state, string words) =>
        Render<SeatsLeft>(p => p.Add(c => c.Left, left)).MarkupMatches($"""<span class="seats seats--{state}">{words}</span>""");
}
