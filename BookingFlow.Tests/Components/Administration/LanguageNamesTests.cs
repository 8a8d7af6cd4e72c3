using BookingFlow.Web.Components.Administration;

namespace BookingFlow.Tests.Components.Administration;

public sealed class LanguageNamesTests
{
    [Fact]
    public void Languages_have_their_native_names() =>
        Assert.Equal(["English", "Italiano", "Deutsch", "Français", "Español"], Languages.OfVisitors.Select(LanguageNames.NativeName));
}
