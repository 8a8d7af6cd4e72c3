using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class TicketMailTextTests : MailTest
{
    [Fact]
    public void It_leads_to_the_ticket_and_says_what_to_do_at_the_door() => Assert.Equal(
        $"""
        Hello Ada Lovelace,

        Your seats are confirmed. 2 people are expected. This mail is your ticket.

        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party: 2 people
        Reference: K7QF-2M

        The ticket is also here, to show or to print:
        {Link}

        At the door, show the code on the ticket page, on your phone or on paper. If it cannot be read, say the reference K7QF-2M.
        Whoever holds the code can come in with it: do not pass this mail on.

        Theater am Kanal
        You get this mail because this address was typed when seats were reserved at Theater am Kanal.
        All shows: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<TicketMailText>(Facts with { ExpiresAt = null }));
}
