using BookingFlow.Web.Components.Administration;
using Bunit;

namespace BookingFlow.Tests.Components.Administration;

public sealed class PrivacyFactsTests : ComponentTest
{
    [Theory]
    [InlineData(1, "1 day after the performance")]
    [InlineData(90, "90 days after the performance")]
    public void Privacy_notice_has_the_venue_and_how_long_it_keeps_personal_data(int days, string text)
    {
        var facts = Facts(Venue with { RetentionDays = days });

        Assert.Contains("Theater am Kanal keeps only", facts.Find("p.lead").TextContent, StringComparison.Ordinal);
        Assert.Contains(text, facts.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Privacy_notice_says_whom_to_ask() => Assert.Contains(
        "+49 30 12 34", Facts(Venue with { Phone = "+49 30 12 34" }).FindAll("p")[^1].TextContent, StringComparison.Ordinal);

    private IRenderedComponent<PrivacyFacts> Facts(Venue venue) => Render<PrivacyFacts>(p => p.Add(c => c.Venue, venue));
}
