using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class TicketMailTests : MailTest
{
    [Theory]
    [InlineData("Hello Ada Lovelace,")]
    [InlineData("This email is your ticket. It admits 2 people.")]
    [InlineData("src=\"cid:ticket-qr\"")]
    [InlineData("alt=\"QR code for this ticket. The reference is K7QF-2M.\"")]
    [InlineData("At the door, show the code on your phone or on paper.")]
    [InlineData("The Seagull")]
    [InlineData("Friday 27 November 2026, 20:00")]
    [InlineData("Main Stage")]
    [InlineData(">View your ticket</a>")]
    [InlineData(">" + Link + "</a>")]
    public void Ticket_mail_contains_the_code_and_all_ticket_details(string words) =>
        Assert.Contains(words, Html<TicketMail>(Facts with { ExpiresAt = null }), StringComparison.Ordinal);
}
