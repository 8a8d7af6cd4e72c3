namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Reflow (WCAG 1.4.10): every page at 320 CSS pixels, the width of the smallest phone and of a 1280-pixel screen at 400 % zoom.
/// </summary>
/// <remarks>Not part of <see cref="AccessibilityTests"/>, so that the two classes run in parallel, each with its own programs.</remarks>
public sealed class ReflowTests(ChromiumBrowser chromium, AllPagesFixture pages) : IClassFixture<AllPagesFixture>
{
    [Theory]
    [MemberData(nameof(AllPagesFixture.PageNames), MemberType = typeof(AllPagesFixture))]
    public async Task Page_does_not_scroll_horizontally_on_the_smallest_phone(string name)
    {
        var page = await pages.SharedPageAsync(() => chromium.WithScriptAsync(ChromiumBrowser.SmallPhone), ChromiumBrowser.SmallPhone);
        await pages.OpenByNameAsync(name, page);

        Assert.Equal(ChromiumBrowser.SmallPhone, await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }
}
