using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class NoticeMailTextTests : MailTest
{
    [Fact]
    public void It_says_the_same_as_the_other_half_of_the_mail_with_the_link_on_a_line_of_its_own() => Assert.Equal(
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
    public void Without_a_party_and_a_link_it_is_its_sentences_alone() => Assert.Equal(
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
