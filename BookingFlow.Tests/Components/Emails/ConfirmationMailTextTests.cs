using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class ConfirmationMailTextTests : MailTest
{
    [Fact]
    public void Plain_text_has_the_same_content_as_the_HTML_with_the_link_on_its_own_line() => Assert.Equal(
        $"""
        Hello O'Brien & <Söhne>,

        You asked for 2 seats. They are not yours yet: confirm to secure them. Until then, someone else may take them.

        Confirm your seats:
        {Link}

        This link expires on Thursday 26 November 2026, 20:00.

        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party size: 2 people
        Reference: K7QF-2M

        If this was not you, ignore this email. No seats will be taken.

        Theater am Kanal
        You are receiving this email because this address was used to reserve seats at Theater am Kanal.
        See what's on: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<ConfirmationMailText>(Facts with { Name = "O'Brien & <Söhne>" }));
}
