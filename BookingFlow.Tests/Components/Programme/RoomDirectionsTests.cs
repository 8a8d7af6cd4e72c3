using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class RoomDirectionsTests : ComponentTest
{
    [Fact]
    public void The_lines_stand_as_they_are_and_the_map_says_where_it_leads()
    {
        var way = Way("Green door\n<b>Ring</b>", "https://map.example/?a=1&b=2");

        Assert.Equal("Green door\n<b>Ring</b>", way.Find(".way-lines").TextContent);
        var map = way.Find("a");
        Assert.Equal(
            ("https://map.example/?a=1&b=2", "noopener", "See Main Stage on a map"),
            (map.GetAttribute("href"), map.GetAttribute("rel"), map.TextContent));
    }

    [Fact]
    public void What_is_not_told_leaves_nothing_behind()
    {
        Assert.Empty(Way("Green door", null).FindAll("a"));
        Assert.Empty(Way(null, "https://map.example/").FindAll(".way-lines"));
    }

    private IRenderedComponent<RoomDirections> Way(string? directions, string? map) =>
        Render<RoomDirections>(p => p.Add(c => c.Directions, new Directions(directions, map)).Add(c => c.RoomName, "Main Stage"));
}
