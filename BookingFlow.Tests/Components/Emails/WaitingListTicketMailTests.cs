using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class WaitingListTicketMailTests : MailTest
{
    private const string PartyPage = "https://tickets.example/party/abc";

    internal static MailFacts Seated => Facts with { ExpiresAt = null, PartyLink = new Link(PartyPage, "Change it") };

    [Fact]
    public void The_link_that_releases_the_seats_is_before_the_ticket()
    {
        var html = Html<WaitingListTicketMail>(Seated);

        Assert.Contains("Seats have become free for you", html, StringComparison.Ordinal);
        Assert.Contains("now 2 seats are yours", html, StringComparison.Ordinal);
        Assert.InRange(
            html.IndexOf($"href=\"{PartyPage}#release\"", StringComparison.Ordinal), 1, html.IndexOf("src=\"cid:ticket-qr\"", StringComparison.Ordinal));
    }
}
