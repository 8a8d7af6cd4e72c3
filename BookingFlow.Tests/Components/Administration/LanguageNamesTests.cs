using BookingFlow.Web.Components.Administration;

namespace BookingFlow.Tests.Components.Administration;

public sealed class LanguageNamesTests
{
    [Fact]
    public void Each_language_is_called_as_it_calls_itself() =>
        Assert.Equal(["English", "Italiano", "Deutsch", "Français", "Español"], Languages.OfVisitors.Select(LanguageNames.NativeName));
}
