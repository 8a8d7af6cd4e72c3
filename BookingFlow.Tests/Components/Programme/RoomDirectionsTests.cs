using BookingFlow.Web.Components.Programme;
using Bunit;

namespace BookingFlow.Tests.Components.Programme;

public sealed class RoomDirectionsTests : ComponentTest
{
    [Fact]
    public void Directions_keep_their_lines_and_the_map_link_names_the_room()
    {
        var directions = Rendered("Green door\n<b>Ring</b>", "https://map.example/?a=1&b=2");

        Assert.Equal("Green door\n<b>Ring</b>", directions.Find(".way-lines").TextContent);
        var map = directions.Find("a");
        Assert.Equal(
            ("https://map.example/?a=1&b=2", "noopener", "See Main Stage on a map"),
            (map.GetAttribute("href"), map.GetAttribute("rel"), map.TextContent));
    }

    [Fact]
    public void Missing_text_or_map_link_renders_no_element()
    {
        Assert.Empty(Rendered("Green door", null).FindAll("a"));
        Assert.Empty(Rendered(null, "https://map.example/").FindAll(".way-lines"));
    }

    private IRenderedComponent<RoomDirections> Rendered(string? directions, string? map) =>
        Render<RoomDirections>(p => p.Add(c => c.Directions, new Directions(directions, map)).Add(c => c.RoomName, "Main Stage"));
}
