using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class NoticeMailTextTests : MailTest
{
    [Fact]
    public void Plain_text_has_the_same_content_as_the_HTML_with_the_link_on_its_own_line() => Assert.Equal(
        $"""
        Hello O'Brien & <Söhne>,

        It happened at Friday 27 November 2026, 20:00.

        There is one thing to do.

        View show details:
        {Link}

        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party size: 2 people
        Reference: K7QF-2M

        Theater am Kanal
        You are receiving this email because this address was used to reserve seats at Theater am Kanal.
        See what's on: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<NoticeMailText>(Notice with { Name = "O'Brien & <Söhne>" }));

    [Fact]
    public void Notice_without_party_and_link_contains_only_its_sentences() => Assert.Equal(
        """
        Hello Ada Lovelace,

        It happened at Friday 27 November 2026, 20:00.

        There is one thing to do.

        Theater am Kanal
        You are receiving this email because this address was used to reserve seats at Theater am Kanal.
        See what's on: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<NoticeMailText>(Notice with { Party = null, ActionLink = null }));
}
