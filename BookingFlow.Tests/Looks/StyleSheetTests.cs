using BookingFlow.Web.Components;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests.Looks;

/// <summary>What the style sheet promises to everybody's eyes.</summary>
public sealed class StyleSheetTests
{
    private const double Text = 4.5;
    private const double Shape = 3;

    /// <summary>Every colour that words or signs have, the grounds they stand on, and what WCAG 2.2 AA asks of the two.</summary>
    private static readonly (string[] On, string[] Ground, double AtLeast)[] Pairs =
    [
        (["ink", "ink-soft", "accent", "accent-deep", "good", "few", "bad"], ["paper", "sheet"], Text),
        (["ink", "bad", "accent"], ["bad-wash"], Text),
        (["on-curtain"], ["curtain", "button", "button-deep"], Text),
        (["on-outcome"], ["outcome-in", "outcome-wait", "outcome-no"], Text),
        // The frames of fields, and what has the focus: they are found by their edges.
        (["line-strong", "focus", "bad"], ["paper", "sheet"], Shape),
        (["focus"], ["bad-wash"], Shape),
        (["button"], ["paper", "sheet"], Shape),
    ];

    public static TheoryData<string, string, double, bool> EveryPair { get; } =
    [
        .. Pairs.SelectMany(
            pair =>
                pair.On.SelectMany(
                    on => pair.Ground.SelectMany(ground => new[] { (on, ground, pair.AtLeast, false), (on, ground, pair.AtLeast, true) }))),
    ];

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Whoever_sees_little_can_tell_it_from_its_ground(string on, string ground, double atLeast, bool isDark)
    {
        var colours = StyleSheet.Colours(isDark);
        var contrast = colours[on].ContrastTo(colours[ground]);

        Assert.True(contrast >= atLeast, $"{on} on {ground} is {contrast:0.00} to 1.");
    }

    [Fact]
    public void The_measure_itself_is_right()
    {
        Assert.Equal(21, Rgb.Parse("#000").ContrastTo(Rgb.Parse("#ffffff")), 2);
        Assert.Equal(4.54, Rgb.Parse("#767676").ContrastTo(Rgb.Parse("#fff")), 2);
    }

    [Fact]
    public void Nothing_is_dressed_that_is_on_no_page()
    {
        var said = Words();
        Assert.All(StyleSheet.Classes, name => Assert.True(IsSaid(name, said), $"No page has {name}."));
    }

    [Fact]
    public void Nothing_swallows_the_rules_below_it() => Assert.Empty(StyleSheet.Swallowed());

    [Fact]
    public void Every_token_is_declared_and_used()
    {
        Assert.Empty(StyleSheet.UndeclaredNames());
        Assert.Empty(StyleSheet.UnusedNames());
    }

    [Fact]
    public void Nothing_moves_for_whoever_asked_for_stillness() => Assert.Empty(StyleSheet.MotionNobodyWasAskedAbout());

    /// <summary>A class is written out, or put together from its block and a word of a closed set.</summary>
    private static bool IsSaid(string name, HashSet<string> said) =>
        said.Contains(name)
            || (name.IndexOf("--", StringComparison.Ordinal) is > 0 and var at && said.Contains(name[..(at + 2)]) && said.Contains(name[(at + 2)..]));

    /// <summary>Every word in a text of the compiled program, its pages included, and the names in its closed sets.</summary>
    private static HashSet<string> Words()
    {
        var module = AssemblyDefinition.ReadAssembly(typeof(Words).Assembly.Location).MainModule;
        var texts = module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions).Where(i => i.OpCode == OpCodes.Ldstr).Select(i => (string)i.Operand);
        var sets = module.GetTypes()
            .Where(type => type.IsEnum)
            .SelectMany(type => type.Fields)
            .Where(field => field.IsStatic)
            .Select(field => field.Name.ToLowerInvariant());
        return texts.SelectMany(text => text.Split([' ', '"', '\'', '>', '<', '=', '.', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Concat(sets)
            .ToHashSet(StringComparer.Ordinal);
    }
}
