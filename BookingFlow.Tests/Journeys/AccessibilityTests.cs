using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Nobody is shut out: not by small sight, not by a small phone, not by having no mouse, not by the dark.</summary>
public sealed class AccessibilityTests(ChromiumBrowser chromium, AllPagesFixture pages) : IClassFixture<AllPagesFixture>
{
    public static TheoryData<string> OtherLanguages { get; } = [.. Languages.OfVisitors.Where(language => language != "en")];

    [Theory]
    [MemberData(nameof(AllPagesFixture.PageNames), MemberType = typeof(AllPagesFixture))]
    public async Task An_examiner_of_accessibility_has_nothing_to_say_about(string page)
    {
        var shown = await pages.SharedPageAsync(() => chromium.WithScriptAsync(ChromiumBrowser.Desk), ChromiumBrowser.Desk);
        await pages.OpenByNameAsync(page, shown);
        await AccessibilityScan.LoadAsync(shown);

        Assert.Empty(await AccessibilityScan.FindViolationsAsync(shown));
        await shown.SetViewportSizeAsync(ChromiumBrowser.Phone, 844);
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(shown));
    }

    [Theory]
    [MemberData(nameof(OtherLanguages))]
    public async Task A_visitor_is_not_shut_out_in_another_language(string language)
    {
        await using var context = await chromium.WithScriptAsync(ChromiumBrowser.SmallPhone, language);
        var shown = await context.NewPageAsync();
        foreach (var page in AllPagesFixture.VisitorPageNames)
        {
            await pages.OpenByNameAsync(page, shown);

            Assert.Equal((page, language), (page, await shown.Locator("html").GetAttributeAsync("lang")));
            Assert.True(
                await shown.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && innerWidth === 320"),
                $"In {language} one scrolls sideways on “{page}”.");
            await AccessibilityScan.LoadAsync(shown);
            Assert.Empty(await AccessibilityScan.FindViolationsAsync(shown));
        }
    }

    [Fact]
    public async Task No_page_of_a_visitor_can_run_a_script()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var shown = await context.NewPageAsync();
        IResponse? answer = null;
        shown.Response += (_, response) => answer = response.Request.IsNavigationRequest && response.Frame == shown.MainFrame ? response : answer;
        foreach (var page in AllPagesFixture.VisitorPageNames)
        {
            await pages.OpenByNameAsync(page, shown);

            Assert.Contains(
                "script-src 'none'", (await answer!.HeaderValueAsync("Content-Security-Policy"))!.Split(';', StringSplitOptions.TrimEntries));
            // What search engines read is data, not a program.
            Assert.Equal(0, await shown.Locator("script:not([type='application/ld+json'])").CountAsync());
            Assert.Equal(1, await shown.Locator("main h1").CountAsync());
        }
    }

    [Fact]
    public async Task Whoever_has_only_a_keyboard_comes_from_the_summary_to_each_field_that_is_wrong()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Desk);
        var page = await context.NewPageAsync();
        await pages.OpenByNameAsync("reservation form, all fields invalid", page);

        await Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        var fields = new List<string>();
        var count = await page.Locator(".error-summary a").CountAsync();
        for (var i = 0; i < count; i++)
        {
            var link = page.Locator(".error-summary a").Nth(i);
            await link.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            var field = page.Locator((await link.GetAttributeAsync("href"))!);
            await Expect(field).ToBeFocusedAsync();
            await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
            fields.Add((await field.GetAttributeAsync("name"))!);
        }

        Assert.Equal(["Name", "Email", "PartySize"], fields);
    }

    [Fact]
    public async Task The_first_stop_of_the_keyboard_leads_past_the_header()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Desk);
        var page = await context.NewPageAsync();
        await pages.OpenByNameAsync("show list", page);

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Link("Skip to main content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_scanner_that_only_types_lets_in_one_party_after_the_other_without_a_touch()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await context.NewPageAsync();
        await pages.OpenByNameAsync("scan station", page);

        var (first, second) = (await pages.CreateCheckInUrlAsync(), await pages.CreateCheckInUrlAsync());
        Assert.Equal(200, await page.ScanAsync(first));
        await Expect(page.Headline("Admit")).ToBeVisibleAsync();
        Assert.Equal(200, await page.ScanAsync(second));
        await Expect(page.Headline("Admit")).ToBeVisibleAsync();
        Assert.Equal(409, await page.ScanAsync(first));
        await Expect(page.Headline("Already checked in")).ToBeVisibleAsync();
    }
}
