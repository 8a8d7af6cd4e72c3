using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailSummaryTextTests : MailTest
{
    [Fact]
    public void It_tells_each_fact_on_a_line_of_its_own() => Assert.Equal(
        """
        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party size: 2 people
        Reference: K7QF-2M
        """.ReplaceLineEndings("\n"),
        Plain<MailSummaryText>());
}
