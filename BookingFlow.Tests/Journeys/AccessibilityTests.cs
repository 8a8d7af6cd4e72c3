using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Accessibility of all pages: axe scans, script-free visitor pages, keyboard focus (docs/accessibility.md).</summary>
public sealed class AccessibilityTests(ChromiumBrowser chromium, AllPagesFixture pages) : IClassFixture<AllPagesFixture>
{
    [Theory]
    [MemberData(nameof(AllPagesFixture.PageNames), MemberType = typeof(AllPagesFixture))]
    public async Task Accessibility_scan_finds_no_violation_at_desktop_and_phone_width_and_the_page_reflows(string name)
    {
        var page = await pages.SharedPageAsync(() => chromium.WithScriptAsync(ChromiumBrowser.Desktop), ChromiumBrowser.Desktop);
        await pages.OpenByNameAsync(name, page);
        // Only the camera station has scripts of ours. JSON-LD for search engines is data; browsers do not execute it.
        Assert.Equal(
            name == "camera station" ? 1 : 0, await page.Locator("script:not([type='application/ld+json'], [type='application/json'])").CountAsync());
        await AccessibilityScan.LoadAsync(page);

        // The page's own title comes first, then the venue's name, which alone would satisfy the scan.
        Assert.DoesNotMatch(@"^\s*·", await page.TitleAsync());
        Assert.Empty(await AccessibilityScan.FindViolationsAsync(page));
        await page.SetViewportSizeAsync(ChromiumBrowser.Phone, 844);
        // In light only: the dark colours are the same at any width.
        Assert.Empty(await AccessibilityScan.FindViolationsInLightAsync(page));
        // Reflow (WCAG 1.4.10): the width of the smallest phone, and of a 1280-pixel screen at 400 % zoom.
        await page.SetViewportSizeAsync(ChromiumBrowser.SmallPhone, 844);
        Assert.Equal(ChromiumBrowser.SmallPhone, await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, innerWidth)"));
    }

    [Fact]
    public async Task Visitor_pages_contain_no_script_and_their_policy_forbids_it()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await context.NewPageAsync();
        IResponse? lastResponse = null;
        page.Response += (_, response) =>
            lastResponse = response.Request.IsNavigationRequest && response.Frame == page.MainFrame ? response : lastResponse;
        foreach (var name in AllPagesFixture.VisitorPageNames)
        {
            await pages.OpenByNameAsync(name, page);

            Assert.Contains(
                "script-src 'none'", (await lastResponse!.HeaderValueAsync("Content-Security-Policy"))!.Split(';', StringSplitOptions.TrimEntries));
            // JSON-LD for search engines is data; browsers do not execute it.
            Assert.Equal(0, await page.Locator("script:not([type='application/ld+json'])").CountAsync());
            Assert.Equal(1, await page.Locator("main h1").CountAsync());
        }
    }

    [Fact]
    public async Task Error_summary_links_move_the_keyboard_focus_to_each_invalid_field()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
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
    public async Task First_tab_stop_is_a_link_that_skips_to_the_main_content()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var page = await context.NewPageAsync();
        await pages.OpenByNameAsync("show list", page);

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Link("Skip to main content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Scans_in_a_row_need_no_touch_because_the_scan_field_keeps_the_focus()
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
