using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class TicketMailTextTests : MailTest
{
    private const string Private =
        "Please do not forward this email: anyone who has it can get in with the code and change your reservation. To share the ticket, share its page.";

    [Fact]
    public void Plain_text_links_to_the_ticket_and_explains_how_to_use_it() => Assert.Equal(
        $"""
        Hello Ada Lovelace,

        Your seats are confirmed. This email is your ticket. It admits 2 people.

        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party size: 2 people
        Reference: K7QF-2M

        You can also view or print your ticket here:
        {Link}

        At the door, show the code on the ticket page, on your phone or on paper. If it cannot be scanned, give your reference: K7QF-2M.
        {Private}

        Theater am Kanal
        You are receiving this email because this address was used to reserve seats at Theater am Kanal.
        See what's on: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<TicketMailText>(Facts with { ExpiresAt = null }));
}
