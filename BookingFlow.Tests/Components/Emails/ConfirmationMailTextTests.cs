using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class ConfirmationMailTextTests : MailTest
{
    [Fact]
    public void It_says_the_same_as_the_other_half_of_the_mail_with_the_link_on_a_line_of_its_own() => Assert.Equal(
        $"""
        Hello O'Brien & <Söhne>,

        You asked for 2 seats. They are not taken yet: confirm, and they are yours while seats last.

        Confirm the reservation:
        {Link}

        The link works until Thursday 26 November 2026, 20:00.

        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party: 2 people
        Reference: K7QF-2M

        If this was not you, ignore this mail. No seats are taken.

        Theater am Kanal
        You get this mail because this address was typed when seats were reserved at Theater am Kanal.
        All shows: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<ConfirmationMailText>(Facts with { Name = "O'Brien & <Söhne>" }));
}
