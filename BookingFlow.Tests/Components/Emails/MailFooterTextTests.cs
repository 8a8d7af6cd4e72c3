using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailFooterTextTests : MailTest
{
    [Fact]
    public void It_says_who_writes_and_why_and_where_the_shows_are() => Assert.Equal(
        """
        Theater am Kanal
        You get this mail because this address was typed when seats were reserved at Theater am Kanal.
        All shows: https://tickets.example.org/
        """.ReplaceLineEndings("\n"),
        Plain<MailFooterText>());
}
