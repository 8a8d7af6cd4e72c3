using BookingFlow.Web.Components;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class HeadingTests : ComponentTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Heading_renders_the_element_of_its_level(int level) =>
        Render<Heading>(p => p.Add(c => c.Level, level).Add(c => c.Class, "x").AddChildContent("Tonight"))
            .MarkupMatches($"""<h{level} class="x">Tonight</h{level}>""");
}
