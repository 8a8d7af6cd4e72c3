using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>Runs axe-core on an open page and returns the accessibility violations that it finds.</summary>
/// <remarks>The script is loaded once for each page and can then run several times, because loading it takes longer than a scan.</remarks>
internal static class AccessibilityScan
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// The rules of WCAG 2.2 level AA and axe's best practices. The rule target-size is enabled explicitly: axe disables it by default because
    /// many sites fail it.
    /// </summary>
    private static readonly object AllRules = RulesWith(("target-size", true));

    private static readonly object RulesWithoutColors = RulesWith(("target-size", true), ("color-contrast", false), ("link-in-text-block", false));

    /// <summary>The rules that depend on the colour scheme, which changes nothing but colours.</summary>
    private static readonly object ColorRules = new
    {
        runOnly = new { type = "rule", values = (string[])["color-contrast", "link-in-text-block"] },
        resultTypes = (string[])["violations"],
    };

    /// <summary>Loads axe into all frames of a page that has just been opened. Must run before <see cref="FindViolationsAsync"/>.</summary>
    public static async Task LoadAsync(IPage page)
    {
        // The mailbox shows a mail in a sandboxed frame without script. In such a frame the scan would never return.
        await page.EvaluateAsync(
            """
            () => Promise.all([...document.querySelectorAll("iframe[sandbox]")].map(frame => new Promise(loaded => {
                frame.onload = loaded;
                frame.removeAttribute("sandbox");
                frame.srcdoc = frame.srcdoc;
            })))
            """);
        foreach (var frame in page.Frames)
        {
            await frame.EvaluateAsync(Script);
        }
    }

    /// <summary>Scans the page at its current width, in the light and in the dark colour scheme.</summary>
    /// <returns>One line for each violation: rule, explanation and element. Empty if there is none.</returns>
    public static async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page)
    {
        var light = await FindViolationsInLightAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await RunAsync(page, ColorRules, "color-contrast");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. light, .. dark.Select(violation => "dark colour scheme, " + violation)];
    }

    /// <summary>Scans the page at its current width, in the light colour scheme.</summary>
    /// <returns>One line for each violation: rule, explanation and element. Empty if there is none.</returns>
    public static Task<IReadOnlyList<string>> FindViolationsInLightAsync(IPage page) =>
        RunAsync(page, AllRules, "target-size", "color-contrast", "html-has-lang");

    /// <summary>Scans the page at its current width by the rules that do not depend on colours, which take half of the time.</summary>
    /// <inheritdoc cref="FindViolationsInLightAsync"/>
    public static Task<IReadOnlyList<string>> FindViolationsButColorsAsync(IPage page) =>
        RunAsync(page, RulesWithoutColors, "target-size", "html-has-lang");

    private static object RulesWith(params IEnumerable<(string Name, bool IsEnabled)> rules) => new
    {
        runOnly = new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        rules = rules.ToDictionary(rule => rule.Name, rule => new { enabled = rule.IsEnabled }, StringComparer.Ordinal),
        resultTypes = (string[])["violations"],
    };

    /// <param name="expected">Rules that must have run: guards against a scan that passes because none did.</param>
    private static async Task<IReadOnlyList<string>> RunAsync(IPage page, object options, params IEnumerable<string> expected)
    {
        var result = await page.EvaluateAsync<ScanResult>(
            """
            async options => {
                const found = await axe.run(document, options);
                return {
                    rules: [...found.passes, ...found.inapplicable, ...found.incomplete, ...found.violations].map(rule => rule.id),
                    violations: found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help} at ${node.html}`)),
                };
            }
            """,
            options);
        Assert.Superset(expected.ToHashSet(StringComparer.Ordinal), result.Rules.ToHashSet(StringComparer.Ordinal));
        return result.Violations;
    }

    private sealed class ScanResult
    {
        public string[] Rules { get; set; } = [];

        public string[] Violations { get; set; } = [];
    }
}
