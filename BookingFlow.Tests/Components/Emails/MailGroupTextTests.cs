using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

/// <summary>The confirmation mail of a group, as plain text.</summary>
public sealed class MailGroupTextTests : MailTest
{
    [Fact]
    public void Text_has_a_line_for_each_performance()
    {
        var text = Plain<ConfirmationMailText>(MailGroupTests.Group);

        Assert.Contains(
            """
            The Seagull
            - Friday 27 November 2026, 20:00, Main Stage, Doors open: 19:00, 2 people, K7QF-2M
            - Saturday 28 November 2026, 20:00, Studio, 1 person, ACDE-FG

            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
        Assert.Contains(Link, text, StringComparison.Ordinal);
    }
}
