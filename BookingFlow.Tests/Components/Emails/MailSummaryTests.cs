using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailSummaryTests : MailTest
{
    [Fact]
    public void Summary_contains_the_show_time_room_party_size_and_reference() => Assert.Equal(
        ["The Seagull", "Friday 27 November 2026, 20:00", "Main Stage", "2 people", "K7QF-2M"],
        Render<MailSummary>(p => p.Add(c => c.Facts, Facts)).FindAll("td").Select(td => td.TextContent),
        StringComparer.Ordinal);
}
