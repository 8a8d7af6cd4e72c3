using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailSummaryTextTests : MailTest
{
    [Fact]
    public void Summary_has_one_line_for_each_detail() => Assert.Equal(
        """
        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party size: 2 people
        Reference: K7QF-2M
        """.ReplaceLineEndings("\n"),
        Plain<MailSummaryText>());
}
