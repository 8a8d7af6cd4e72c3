using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class CountedWordsTests : ComponentTest
{
    [Theory]
    [InlineData(0, "1 second ago")]
    [InlineData(59, "59 seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7.9 * 60, "7 minutes ago")]
    [InlineData(3600, "1 hour ago")]
    [InlineData(7199, "1 hour ago")]
    public void How_long_ago_counts_whole_units_that_have_passed(double seconds, string words) =>
        Assert.Equal(words, T.Ago(TimeSpan.FromSeconds(seconds)));
}
