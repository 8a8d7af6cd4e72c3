using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailSummaryTests : MailTest
{
    [Fact]
    public void It_tells_show_time_room_number_and_reference() => Assert.Equal(
        ["The Seagull", "Friday 27 November 2026, 20:00", "Main Stage", "2 people", "K7QF-2M"],
        Render<MailSummary>(p => p.Add(c => c.Facts, Facts)).FindAll("td").Select(td => td.TextContent),
        StringComparer.Ordinal);
}
