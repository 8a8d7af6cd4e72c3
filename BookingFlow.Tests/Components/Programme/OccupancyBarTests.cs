using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class OccupancyBarTests : ComponentTest
{
    [Theory]
    [InlineData(0, 40, "0", "0 of 40, 0%")]
    [InlineData(34, 40, "85", "34 of 40, 85%")]
    [InlineData(999, 1000, "99", "999 of 1000, 99%")]
    [InlineData(40, 40, "100", "40 of 40, full")]
    [InlineData(43, 40, "100", "43 of 40, 3 too many")]
    [InlineData(0, 0, "0", "no seats")]
    [InlineData(2, 0, "100", "2 of 0, 2 too many")]
    [InlineData(1, -1, "100", "1 of -1, 2 too many")]
    public void Bar_width_and_text_show_the_occupancy(int confirmed, int seats, string width, string words)
    {
        var bar = Render<OccupancyBar>(p => p.Add(c => c.Confirmed, confirmed).Add(c => c.Seats, seats));

        Assert.Equal(width, bar.Find(".occupancy-taken").GetAttribute("width"));
        Assert.Equal(words, bar.Find(".occupancy-words").TextContent);
    }

    [Fact]
    public void Bar_is_hidden_from_screen_readers_and_has_no_inline_style()
    {
        var bar = Render<OccupancyBar>(p => p.Add(c => c.Confirmed, 1).Add(c => c.Seats, 2));

        Assert.Equal("true", bar.Find("svg").GetAttribute("aria-hidden"));
        Assert.DoesNotContain("style=", bar.Markup, StringComparison.Ordinal);
    }
}
