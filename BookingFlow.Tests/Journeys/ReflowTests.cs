namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Every page at the width of the smallest phone, which is a desk's screen at 400 %. In a class of its own beside
/// <see cref="AccessibilityTests"/>: two browsers walk at once, each through a house of its own.
/// </summary>
public sealed class ReflowTests(ChromiumBrowser chromium, AllPagesFixture pages) : IClassFixture<AllPagesFixture>
{
    [Theory]
    [MemberData(nameof(AllPagesFixture.PageNames), MemberType = typeof(AllPagesFixture))]
    public async Task On_the_smallest_phone_nobody_scrolls_sideways_on(string page)
    {
        var shown = await pages.SharedPageAsync(() => chromium.WithScriptAsync(ChromiumBrowser.SmallPhone), ChromiumBrowser.SmallPhone);
        await pages.OpenByNameAsync(page, shown);

        Assert.Equal(ChromiumBrowser.SmallPhone, await shown.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }
}
