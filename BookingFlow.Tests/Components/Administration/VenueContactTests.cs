using BookingFlow.Web.Components.Administration;
using Bunit;

namespace BookingFlow.Tests.Components.Administration;

public sealed class VenueContactTests : ComponentTest
{
    [Fact]
    public void Contact_shows_what_the_venue_has_entered()
    {
        var contact = Contact(Venue with { Address = "Am Kanal 1\nBerlin", Phone = "+49 30 12 34", Website = "https://kanal.example/en" });

        Assert.Equal("Am Kanal 1, Berlin", contact.Find("span").TextContent);
        Assert.Equal(
            [("tel:+49301234", "+49 30 12 34"), ("https://kanal.example/en", "kanal.example")],
            contact.FindAll("a").Select(a => (a.GetAttribute("href")!, a.TextContent)));
    }

    [Fact]
    public void Venue_without_contact_renders_nothing() => Assert.Equal("", Contact(Venue).Markup.Trim());

    private IRenderedComponent<VenueContact> Contact(Venue venue) => Render<VenueContact>(p => p.Add(c => c.Venue, venue));
}
