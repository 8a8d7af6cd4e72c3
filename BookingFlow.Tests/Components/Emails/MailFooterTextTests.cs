using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailFooterTextTests : MailTest
{
    [Fact]
    public void Footer_contains_the_venue_the_reason_and_a_link_to_the_shows() => Assert.Equal(
        """
        Theater am Kanal
        You are receiving this email because this address was used to reserve seats at Theater am Kanal.
        See what's on: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<MailFooterText>());

    [Fact]
    public void Footers_of_HTML_and_plain_text_link_to_the_venue_pages()
    {
        var facts = Facts with { VenuePages = [new Link("https://tickets.example.org/privacy", "Privacy")] };

        Assert.EndsWith("\nPrivacy: https://tickets.example.org/privacy", Plain<MailFooterText>(facts), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://tickets.example.org/privacy\"", Html<TicketMail>(facts), StringComparison.Ordinal);
    }
}
