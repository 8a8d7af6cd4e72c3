namespace BookingFlow.Tests.Journeys;

/// <summary>All visitors' pages in the languages other than English.</summary>
/// <remarks>
/// Without the rules about colours, which do not depend on the language. Not part of <see cref="AccessibilityTests"/>, so that the two classes run
/// in parallel, each with its own programs.
/// </remarks>
public sealed class TranslatedPagesTests(ChromiumBrowser chromium, AllPagesFixture pages) : IClassFixture<AllPagesFixture>
{
    public static TheoryData<string> OtherLanguages { get; } = [.. Languages.OfVisitors.Where(language => language != "en")];

    [Theory]
    [MemberData(nameof(OtherLanguages))]
    public async Task Visitor_pages_in_another_language_fit_the_small_phone_and_have_no_accessibility_violation(string language)
    {
        await using var context = await chromium.WithScriptAsync(ChromiumBrowser.SmallPhone, language);
        var page = await context.NewPageAsync();
        foreach (var name in AllPagesFixture.VisitorPageNames)
        {
            await pages.OpenByNameAsync(name, page);

            Assert.Equal((name, language), (name, await page.Locator("html").GetAttributeAsync("lang")));
            Assert.True(
                await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && innerWidth === 320"),
                $"The page “{name}” scrolls horizontally in {language}.");
            await AccessibilityScan.LoadAsync(page);
            Assert.Empty(await AccessibilityScan.FindViolationsButColorsAsync(page));
        }
    }
}
