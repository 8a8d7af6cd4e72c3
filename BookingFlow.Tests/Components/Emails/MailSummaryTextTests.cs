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

    [Fact]
    public void Summary_has_a_line_for_access_places_if_there_are_any() => Assert.Contains(
        "Party size: 2 people\nAccess: 1 wheelchair place, 1 companion\nReference: K7QF-2M",
        Plain<MailSummaryText>(Facts with { Access = new(WheelchairPlace: true, CompanionPlace: true) }), StringComparison.Ordinal);
}
