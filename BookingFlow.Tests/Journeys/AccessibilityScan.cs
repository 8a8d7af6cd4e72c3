using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// An examiner of accessibility (axe), who is a script: what it has to say about the page that is open. It is let in once
/// for a page and looks as often as it is asked: letting it in takes longer than looking.
/// </summary>
internal static class AccessibilityScan
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// What WCAG 2.2 AA asks and good practice; with target-size, which is off by default because many houses fail it: fingers need room.
    /// </summary>
    private static readonly object Everything = new
    {
        runOnly = new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        rules = new Dictionary<string, object>(StringComparer.Ordinal) { ["target-size"] = new { enabled = true } },
        resultTypes = (string[])["violations"],
    };

    /// <summary>Before it is asked about a page that has just been opened.</summary>
    public static async Task LetInAsync(IPage page)
    {
        // A mail is shown in a sandbox without script, where a script would wait for ever.
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

    /// <summary>As the page stands, at its width, by day and by night.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(IPage page)
    {
        var byDay = await AskAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var byNight = await AskAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. byDay, .. byNight.Select(complaint => "by night, " + complaint)];
    }

    private static async Task<IReadOnlyList<string>> AskAsync(IPage page)
    {
        var answer = await page.EvaluateAsync<Answer>(
            """
            async options => {
                const found = await axe.run(document, options);
                return {
                    looked: [...found.passes, ...found.inapplicable, ...found.incomplete, ...found.violations].map(rule => rule.id),
                    complaints: found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help} at ${node.html}`)),
                };
            }
            """,
            Everything);
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "target-size", "color-contrast", "html-has-lang" },
            answer.Looked.ToHashSet(StringComparer.Ordinal));
        return answer.Complaints;
    }

    private sealed class Answer
    {
        public string[] Looked { get; set; } = [];

        public string[] Complaints { get; set; } = [];
    }
}
