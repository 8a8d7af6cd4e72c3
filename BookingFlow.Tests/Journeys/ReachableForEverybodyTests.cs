using BookingFlow.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Nobody is shut out: not by small sight, not by a small phone, not by having no mouse, not by the dark.</summary>
public sealed class ReachableForEverybodyTests(ChromiumBrowser chromium, EveryPage pages) : IClassFixture<EveryPage>
{
    private static readonly AxeRunOptions Everything = new()
    {
        // Off by default, for many houses fail it: fingers need room.
        Rules = new Dictionary<string, RuleOptions>(StringComparer.Ordinal) { ["target-size"] = new() { Enabled = true } },
    };

    [Theory]
    [MemberData(nameof(EveryPage.Names), MemberType = typeof(EveryPage))]
    public async Task An_examiner_of_accessibility_has_nothing_to_say_about(string page)
    {
        await using var context = await chromium.WithScriptAsync(ChromiumBrowser.Desk);
        var shown = await context.NewPageAsync();
        await pages.ShowAsync(page, shown);
        await LetTheExaminerIntoMailsAsync(shown);

        Assert.Empty(await ComplaintsAsync(shown));
        await shown.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await ComplaintsAsync(shown));
        await shown.SetViewportSizeAsync(ChromiumBrowser.Phone, 844);
        Assert.Empty(await ComplaintsAsync(shown));
    }

    [Fact]
    public async Task Whoever_has_only_a_keyboard_comes_from_the_summary_to_each_field_that_is_wrong()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Desk);
        var page = await context.NewPageAsync();
        await pages.ShowAsync("the form with everything wrong", page);

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
        await pages.ShowAsync("the shows", page);

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Link("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_scanner_that_only_types_lets_in_one_party_after_the_other_without_a_touch()
    {
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await context.NewPageAsync();
        await pages.ShowAsync("the scan station", page);

        var (first, second) = (await pages.CodeAsync(), await pages.CodeAsync());
        Assert.Equal(200, await page.ScanAsync(first));
        await Expect(page.Headline("Come in")).ToBeVisibleAsync();
        Assert.Equal(200, await page.ScanAsync(second));
        await Expect(page.Headline("Come in")).ToBeVisibleAsync();
        Assert.Equal(409, await page.ScanAsync(first));
        await Expect(page.Headline("Already checked in")).ToBeVisibleAsync();
    }

    /// <summary>A mail is shown in a sandbox without script, where an examiner that is a script would wait for ever.</summary>
    private static async Task LetTheExaminerIntoMailsAsync(IPage page)
    {
        await page.EvaluateAsync(
            """
            () => Promise.all([...document.querySelectorAll("iframe[sandbox]")].map(frame => new Promise(loaded => {
                frame.onload = loaded;
                frame.removeAttribute("sandbox");
                frame.srcdoc = frame.srcdoc;
            })))
            """);
    }

    private static async Task<IEnumerable<string>> ComplaintsAsync(IPage page)
    {
        var result = await page.RunAxe(Everything);
        Assert.NotEmpty(result.Passes);
        return result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help} at {node.Html}"));
    }
}
