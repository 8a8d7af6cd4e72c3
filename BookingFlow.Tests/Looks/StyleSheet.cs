using System.Globalization;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Looks;

/// <summary>The one style sheet, read for what it promises: its colours, and the classes that it dresses.</summary>
internal static partial class StyleSheet
{
    private static readonly string Text = Comment().Replace(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "site.css")), "");

    /// <summary>The colours by name, as a browser computes them by day and by night.</summary>
    public static IReadOnlyDictionary<string, Rgb> Colours(bool isDark)
    {
        var roots = Root().Matches(Text);
        var dark = Text.IndexOf("(prefers-color-scheme: dark)", StringComparison.Ordinal);
        var night = roots.Single(root => root.Index > dark && root.Index < dark + 80);
        var colours = Declared(roots[0].Value);
        foreach (var (name, colour) in isDark ? Declared(night.Value) : [])
        {
            colours[name] = colour;
        }

        return colours;
    }

    /// <summary>The names of all classes that have a rule.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        [
            .. Selector()
            .Matches(Text)
            .SelectMany(selector => Class().Matches(selector.Value))
            .Select(name => name.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>What is set with custom properties that nothing declares.</summary>
    public static IEnumerable<string> UndeclaredNames() => Used().Matches(Text).Select(m => m.Groups["name"].Value)
        .Except(Declaration().Matches(Text).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);

    /// <summary>Custom properties that nothing uses.</summary>
    public static IEnumerable<string> UnusedNames() => Declaration().Matches(Text).Select(m => m.Groups["name"].Value)
        .Except(Used().Matches(Text).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);

    /// <summary>Conditions inside something else, because nothing closed that; and what is open at the end.</summary>
    public static IEnumerable<string> Swallowed()
    {
        var depth = 0;
        foreach (var line in Text.Split('\n'))
        {
            if (depth > 0 && line.TrimStart().StartsWith("@media", StringComparison.Ordinal))
            {
                yield return line;
            }

            depth += line.Count(letter => letter == '{') - line.Count(letter => letter == '}');
        }

        if (depth != 0)
        {
            yield return "the end";
        }
    }

    /// <summary>Animations and transitions that are not asked about first.</summary>
    public static IEnumerable<string> MotionNobodyWasAskedAbout() => Motion().Matches(WelcomeMotion().Replace(Text, "")).Select(m => m.Value);

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
    private static partial Regex WelcomeMotion();
}

/// <summary>A colour of a screen.</summary>
internal sealed record Rgb(int Red, int Green, int Blue)
{
    /// <param name="hex">#rgb or #rrggbb.</param>
    public static Rgb Parse(string hex)
    {
        var digits = hex[1..];
        var full = digits.Length == 3 ? string.Concat(digits.Select(digit => $"{digit}{digit}")) : digits;
        return new(Byte(full, 0), Byte(full, 2), Byte(full, 4));
    }

    /// <summary>The contrast ratio of WCAG 2.2: 1 to 21.</summary>
    public double ContrastTo(Rgb other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(int channel) => channel / 255d is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static int Byte(string digits, int at) => int.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
