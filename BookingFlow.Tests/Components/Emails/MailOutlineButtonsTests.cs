using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailOutlineButtonsTests : MailTest
{
    [Fact]
    public void Each_link_is_a_button_in_the_colour_of_the_venue()
    {
        var buttons = Render<MailOutlineButtons>(p => p
            .Add(c => c.Venue, Venue)
            .Add(c => c.Links, [new Link(Link + "#change", "Fewer come"), new Link(Link + "#release", "Nobody comes")]));

        var links = buttons.FindAll("a");
        Assert.Equal(
            [("Fewer come", Link + "#change"), ("Nobody comes", Link + "#release")],
            links.Select(a => (a.TextContent, a.GetAttribute("href")!)));
        Assert.All(links, a => Assert.Contains($"border:2px solid {Venue.AccentInUse.Base.Hex};", a.GetAttribute("style"), StringComparison.Ordinal));
    }
}
