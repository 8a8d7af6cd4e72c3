using System.Text.RegularExpressions;
using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Looks;

/// <summary>Reads the two style sheets as a staff page loads them: colours, classes, custom properties and motion.</summary>
internal static partial class StyleSheet
{
    private static readonly string Text = Comment().Replace(Read("site.css") + Read("staff.css"), "");

    /// <summary>The colours by custom-property name in the light or the dark colour scheme.</summary>
    public static IReadOnlyDictionary<string, Rgb> Colours(bool isDark)
    {
        var roots = Root().Matches(Text);
        var dark = Text.IndexOf("(prefers-color-scheme: dark)", StringComparison.Ordinal);
        var darkRoot = roots.Single(root => root.Index > dark && root.Index < dark + 80);
        var colours = Declared(roots[0].Value);
        foreach (var (name, colour) in isDark ? Declared(darkRoot.Value) : [])
        {
            colours[name] = colour;
        }

        return colours;
    }

    /// <summary>The names of all classes that occur in a selector.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        [
            .. Selector()
            .Matches(Text)
            .SelectMany(selector => Class().Matches(selector.Value))
            .Select(name => name.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Custom properties that are used but not declared.</summary>
    public static IEnumerable<string> UndeclaredProperties() => Used().Matches(Text).Select(m => m.Groups["name"].Value)
        .Except(Declaration().Matches(Text).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);

    /// <summary>Custom properties that are declared but not used.</summary>
    public static IEnumerable<string> UnusedProperties() => Declaration().Matches(Text).Select(m => m.Groups["name"].Value)
        .Except(Used().Matches(Text).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);

    /// <summary>Signs of an unclosed block: <c>@media</c> lines inside another block, and a block still open at the end of the file.</summary>
    public static IEnumerable<string> UnclosedBlocks()
    {
        var depth = 0;
        foreach (var line in Text.Split('\n'))
        {
            if (depth > 0 && line.TrimStart().StartsWith("@media", StringComparison.Ordinal))
            {
                yield return line;
            }

            depth += line.Count(character => character == '{') - line.Count(character => character == '}');
        }

        if (depth != 0)
        {
            yield return "end of file";
        }
    }

    /// <summary>Animations and transitions outside a <c>prefers-reduced-motion: no-preference</c> query.</summary>
    public static IEnumerable<string> UnconditionalMotion() => Motion().Matches(ConditionalMotion().Replace(Text, "")).Select(m => m.Value);

    /// <summary>The source of a style sheet, by its file name.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name));

    private static Dictionary<string, Rgb> Declared(string root) =>
        Colour().Matches(root).ToDictionary(m => m.Groups["name"].Value, m => Rgb.Parse(m.Groups["value"].Value), StringComparer.Ordinal);

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@":root\s*\{[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Root();

    [GeneratedRegex(@"--(?<name>[a-z-]+):\s*(?<value>#[0-9a-f]{3,6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();

    [GeneratedRegex(@"(?<=^|[{};])[^{};]*(?=\{)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"\.(?<name>-?[a-zA-Z_][\w-]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"var\(--(?<name>[a-z0-9-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();

    [GeneratedRegex(@"(?<=[\s{])--(?<name>[a-z0-9-]+):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b(transition|animation|scroll-behavior)[a-z-]*:[^;]*;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Motion();

    [GeneratedRegex(@"@media \(prefers-reduced-motion: no-preference\)\s*\{([^{}]*\{[^{}]*\})*\s*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConditionalMotion();
}
