using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailButtonTests : MailTest
{
    [Fact]
    public void Button_shows_its_text_and_the_bare_link_below()
    {
        var button = Render<MailButton>(
            p => p.Add(c => c.Venue, Venue).Add(c => c.Href, Link).Add(c => c.Text, "Confirm").Add(c => c.BareLink, "Or copy:"));

        var links = button.FindAll("a");
        Assert.Equal(["Confirm", Link], links.Select(a => a.TextContent), StringComparer.Ordinal);
        Assert.All(links, a => Assert.Equal(Link, a.GetAttribute("href")));
    }
}
