using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class CapacitySumTests : ComponentTest
{
    [Fact]
    public void The_seats_are_a_sum_that_can_be_reckoned_again()
    {
        var sum = Shown(new Capacity(40, 6, 2, 30));

        Assert.Equal(["Room", "Additional", "Occupied", "Confirmed", "Left"], sum.FindAll("dt").Select(e => e.TextContent));
        Assert.Equal(["40", "+ 6", "− 2", "− 30", "= 14"], sum.FindAll("dd").Select(e => e.TextContent.Trim()));
        Assert.Empty(sum.FindAll(".sum-missing"));
    }

    [Theory]
    [InlineData(41, "1 confirmed person has no seat.")]
    [InlineData(43, "3 confirmed people have no seat.")]
    public void Where_seats_are_missing_it_is_said_in_words_too(int confirmed, string words)
    {
        var sum = Shown(new Capacity(40, 0, 0, confirmed));

        Assert.Equal($"= −{confirmed - 40}", sum.Find(".sum-left--missing dd").TextContent.Trim());
        Assert.Equal(words, sum.Find(".sum-missing").TextContent);
    }

    private IRenderedComponent<CapacitySum> Shown(Capacity capacity) => Render<CapacitySum>(p => p.Add(c => c.Capacity, capacity));
}
