using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailFooterTextTests : MailTest
{
    [Fact]
    public void It_says_who_writes_and_why_and_where_the_shows_are() => Assert.Equal(
        """
        Theater am Kanal
        You are receiving this email because this address was used to reserve seats at Theater am Kanal.
        See what's on: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<MailFooterText>());

    [Fact]
    public void What_the_house_has_written_of_itself_is_linked_at_the_foot_of_both_twins()
    {
        var facts = Facts with { VenuePages = [new Link("https://tickets.example.org/privacy", "Privacy")] };

        Assert.EndsWith("\nPrivacy: https://tickets.example.org/privacy", Plain<MailFooterText>(facts), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://tickets.example.org/privacy\"", Html<TicketMail>(facts), StringComparison.Ordinal);
    }
}
