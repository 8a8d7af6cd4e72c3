namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Every page at the width of the smallest phone, which is a desk's screen at 400 %. In a class of its own beside
/// <see cref="ReachableForEverybodyTests"/>: two browsers walk at once, each through a house of its own.
/// </summary>
public sealed class SmallestPhoneTests(ChromiumBrowser chromium, EveryPage pages) : IClassFixture<EveryPage>
{
    [Theory]
    [MemberData(nameof(EveryPage.Names), MemberType = typeof(EveryPage))]
    public async Task On_the_smallest_phone_nobody_scrolls_sideways_on(string page)
    {
        var shown = await pages.BrowserAsync(() => chromium.WithScriptAsync(ChromiumBrowser.SmallPhone), ChromiumBrowser.SmallPhone);
        await pages.ShowAsync(page, shown);

        Assert.Equal(ChromiumBrowser.SmallPhone, await shown.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }
}
