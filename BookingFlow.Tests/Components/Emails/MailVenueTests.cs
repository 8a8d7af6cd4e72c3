using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailVenueTests : MailTest
{
    [Fact]
    public void Venue_shows_its_name_and_what_it_has_entered()
    {
        var venue = Rendered(Venue with { Address = "Am Kanal 1\nBerlin", Phone = "+49 30 12 34", Email = "box@kanal.example" });

        Assert.Equal(
            ["Theater am Kanal", "Am Kanal 1, Berlin", "+49 30 12 34", "box@kanal.example"],
            venue.Nodes.Select(node => node.TextContent.Trim()).Where(text => text.Length > 0));
        Assert.Equal(
            [("tel:+49301234", "+49 30 12 34"), ("mailto:box@kanal.example", "box@kanal.example")],
            venue.FindAll("a").Select(a => (a.GetAttribute("href")!, a.TextContent)));
    }

    [Fact]
    public void Venue_without_contact_shows_only_its_name() => Assert.Equal("Theater am Kanal<br>", Rendered(Venue).Markup.Trim());

    private IRenderedComponent<MailVenue> Rendered(Venue venue) =>
        Render<MailVenue>(p => p.Add(c => c.Venue, venue).Add(c => c.LinkStyle, "color:#000000;"));
}
