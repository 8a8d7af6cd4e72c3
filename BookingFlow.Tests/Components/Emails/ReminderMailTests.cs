using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class ReminderMailTests : MailTest
{
    private const string PartyPage = "https://tickets.example/party/abc";

    internal static MailFacts Reminder => Facts with { ExpiresAt = null, PartyLink = new Link(PartyPage, "Change it") };

    [Theory]
    [InlineData("See you soon: The Seagull")]
    [InlineData("2 seats are waiting for you.")]
    [InlineData("href=\"" + PartyPage + "#change\"")]
    [InlineData("href=\"" + PartyPage + "#release\"")]
    [InlineData("src=\"cid:ticket-qr\"")]
    [InlineData("Friday 27 November 2026, 20:00")]
    [InlineData("Main Stage")]
    public void Reminder_has_the_ticket_its_details_and_both_links_to_the_party_s_page(string words) =>
        Assert.Contains(words, Html<ReminderMail>(Reminder), StringComparison.Ordinal);
}
