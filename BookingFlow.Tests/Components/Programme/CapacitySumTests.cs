using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class CapacitySumTests : ComponentTest
{
    [Fact]
    public void Capacity_is_shown_as_a_sum_of_its_parts()
    {
        var sum = Sum(new Capacity(40, 6, 2, 30));

        Assert.Equal(["Room", "Additional", "Occupied", "Confirmed", "Left"], sum.FindAll("dt").Select(e => e.TextContent));
        Assert.Equal(["40", "+ 6", "− 2", "− 30", "= 14"], sum.FindAll("dd").Select(e => e.TextContent.Trim()));
        Assert.Empty(sum.FindAll(".sum-missing"));
    }

    [Fact]
    public void Places_that_are_held_back_are_a_term_of_the_sum()
    {
        var sum = Sum(new Capacity(40, 0, 0, 30) { AccessPlaces = new(2, 2), AccessPlacesTaken = new(1, 0) });

        Assert.Equal(["− 30", "− 3", "= 7"], sum.FindAll("dd").Select(e => e.TextContent.Trim()).TakeLast(3));
        Assert.Equal("Held back", sum.FindAll("dt")[4].TextContent);
    }

    [Theory]
    [InlineData(41, "1 confirmed person has no seat.")]
    [InlineData(43, "3 confirmed people have no seat.")]
    public void Missing_seats_are_also_stated_in_words(int confirmed, string words)
    {
        var sum = Sum(new Capacity(40, 0, 0, confirmed));

        Assert.Equal($"= −{confirmed - 40}", sum.Find(".sum-left--missing dd").TextContent.Trim());
        Assert.Equal(words, sum.Find(".sum-missing").TextContent);
    }

    private IRenderedComponent<CapacitySum> Sum(Capacity capacity) => Render<CapacitySum>(p => p.Add(c => c.Capacity, capacity));
}
