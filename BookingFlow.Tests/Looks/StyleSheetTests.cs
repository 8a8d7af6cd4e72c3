using BookingFlow.Web.Components;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests.Looks;

/// <summary>Tests of the style sheet: contrast, unused rules, unclosed blocks and motion.</summary>
public sealed class StyleSheetTests
{
    private const double TextContrast = 4.5;
    private const double NonTextContrast = 3;

    /// <summary>The foreground colours, the backgrounds they appear on, and the contrast ratio that WCAG 2.2 AA requires.</summary>
    private static readonly (string[] Foreground, string[] Background, double AtLeast)[] Pairs =
    [
        (["ink", "ink-soft", "accent", "accent-deep", "good", "few", "bad"], ["paper", "sheet"], TextContrast),
        (["ink", "bad", "accent"], ["bad-wash"], TextContrast),
        (["on-curtain"], ["curtain", "button", "button-deep"], TextContrast),
        (["on-outcome"], ["outcome-in", "outcome-wait", "outcome-no"], TextContrast),
        // Borders of fields and focus outlines: non-text contrast.
        (["line-strong", "focus", "bad"], ["paper", "sheet"], NonTextContrast),
        (["focus"], ["bad-wash"], NonTextContrast),
        (["button"], ["paper", "sheet"], NonTextContrast),
    ];

    public static TheoryData<string, string, double, bool> EveryPair { get; } =
    [
        .. Pairs.SelectMany(
            pair =>
                pair.Foreground.SelectMany(
                    foreground => pair.Background.SelectMany(
                        background => new[] { (foreground, background, pair.AtLeast, false), (foreground, background, pair.AtLeast, true) }))),
    ];

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Foreground_has_the_required_contrast_to_its_background(string foreground, string background, double atLeast, bool isDark)
    {
        var colours = StyleSheet.Colours(isDark);
        var contrast = colours[foreground].ContrastTo(colours[background]);

        Assert.True(contrast >= atLeast, $"{foreground} on {background} is {contrast:0.00} to 1.");
    }

    [Fact]
    public void Contrast_ratio_matches_known_values()
    {
        Assert.Equal(21, Rgb.Parse("#000").ContrastTo(Rgb.Parse("#ffffff")), 2);
        Assert.Equal(4.54, Rgb.Parse("#767676").ContrastTo(Rgb.Parse("#fff")), 2);
    }

    [Fact]
    public void Every_class_in_the_style_sheet_is_used()
    {
        var words = Words();
        Assert.All(StyleSheet.Classes, name => Assert.True(IsUsed(name, words), $"No page has {name}."));
    }

    [Fact]
    public void Every_block_in_the_style_sheet_is_closed() => Assert.Empty(StyleSheet.UnclosedBlocks());

    [Fact]
    public void Every_custom_property_is_declared_and_used()
    {
        Assert.Empty(StyleSheet.UndeclaredProperties());
        Assert.Empty(StyleSheet.UnusedProperties());
    }

    [Fact]
    public void Motion_is_only_used_without_a_reduced_motion_preference() => Assert.Empty(StyleSheet.UnconditionalMotion());

    /// <summary>Whether the class occurs as a literal, or as a block prefix and a modifier that are joined at run time.</summary>
    private static bool IsUsed(string name, HashSet<string> words) =>
        words.Contains(name)
            || (name.IndexOf("--", StringComparison.Ordinal) is > 0 and var at
                && words.Contains(name[..(at + 2)]) && words.Contains(name[(at + 2)..]));

    /// <summary>Every word in the string literals of the compiled program, pages included, and the lower-case names of its enum members.</summary>
    private static HashSet<string> Words()
    {
        var module = AssemblyDefinition.ReadAssembly(typeof(Words).Assembly.Location).MainModule;
        var literals = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions).Where(i => i.OpCode == OpCodes.Ldstr).Select(i => (string)i.Operand);
        var enumMembers = module.GetTypes()
            .Where(type => type.IsEnum)
            .SelectMany(type => type.Fields)
            .Where(field => field.IsStatic)
            .Select(field => field.Name.ToLowerInvariant());
        return literals.SelectMany(text => text.Split([' ', '"', '\'', '>', '<', '=', '.', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Concat(enumMembers)
            .ToHashSet(StringComparer.Ordinal);
    }
}
