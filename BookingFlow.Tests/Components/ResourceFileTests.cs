using System.Collections;
using System.Globalization;
using System.Net.Sockets;
using System.Resources;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;
using MailKit.Security;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BookingFlow.Tests.Components;

/// <summary>
/// Compares the resource files with one another and with the string literals of the compiled program: no text is missing or unused, and every
/// translation has the placeholders of the English text.
/// </summary>
public sealed partial class ResourceFileTests
{
    private static readonly Dictionary<string, string> Visitors = Read(typeof(Words), Languages.Default);
    private static readonly Dictionary<string, string> Staff = Read(typeof(StaffWords), Languages.Default);

    public static TheoryData<Type, string> Translations =>
    [
        .. Languages.OfVisitors.Where(language => language != Languages.Default).Select(language => (typeof(Words), language)),
        .. Languages.OfStaff.Where(language => language != Languages.Default).Select(language => (typeof(StaffWords), language)),
    ];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_language_has_the_same_keys_and_no_empty_value(Type file, string language)
    {
        var english = file == typeof(Words) ? Visitors : Staff;
        var translated = Read(file, language);

        Assert.Empty(english.Keys.Except(translated.Keys, StringComparer.Ordinal));
        Assert.Empty(translated.Keys.Except(english.Keys, StringComparer.Ordinal));
        Assert.DoesNotContain(translated, text => string.IsNullOrWhiteSpace(text.Value));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_translation_has_the_same_placeholders(Type file, string language)
    {
        var english = file == typeof(Words) ? Visitors : Staff;
        var different = Read(file, language)
            .Where(text => !Placeholders(text.Value).SetEquals(Placeholders(english[text.Key])))
            .Select(text => text.Key);

        Assert.Empty(different);
    }

    [Fact]
    public void No_key_is_in_both_resource_files() => Assert.Empty(Visitors.Keys.Intersect(Staff.Keys, StringComparer.Ordinal));

    [Fact]
    public void Every_key_is_used_by_the_program()
    {
        var literals = Literals();
        var types = typeof(Words).Assembly.GetTypes();
        // Keys are also composed from enum members, property names (column headings), strings such as roles, and exception types (mail errors).
        HashSet<string> names =
        [
            .. types.Where(type => type.IsEnum).SelectMany(Enum.GetNames),
            .. types.SelectMany(type => type.GetProperties()).Select(property => property.Name),
            .. literals,
            .. new[] { typeof(object), typeof(SocketException), typeof(SslHandshakeException) }
                .SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(Exception))).Select(type => type.Name),
        ];
        Assert.True(literals.Count > 500, "The compiled program was not read.");

        string[] unused = [.. Visitors.Keys.Concat(Staff.Keys).Where(key => !IsUsed(WithoutPluralEnding(key), literals, names))];
        Assert.True(unused.Length == 0, string.Join('\n', unused));
    }

    [Fact]
    public void Every_key_in_the_program_exists_in_the_resource_files()
    {
        var keys = Visitors.Keys.Concat(Staff.Keys).SelectMany(key => new[] { key, WithoutPluralEnding(key) }).ToHashSet(StringComparer.Ordinal);
        var sections = keys.Select(key => key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);

        string[] missing = [.. Literals().Where(text => LooksLikeKey.IsMatch(text) && sections.Contains(text.Split('.')[0]) && !keys.Contains(text))];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    /// <summary>
    /// Whether the program contains the key as a literal, or the parts of a composed key: "Field." + "Email" + ".Missing" (a literal, a name
    /// and an optional literal).
    /// </summary>
    private static bool IsUsed(string key, HashSet<string> literals, HashSet<string> names) => literals.Contains(key) || key.Index()
        .Where(dot => dot.Item == '.' && literals.Contains(key[..(dot.Index + 1)]))
        .Select(dot => key[(dot.Index + 1)..])
        .Any(rest => rest.IndexOf('.', StringComparison.Ordinal) is var end && end < 0
            ? names.Contains(rest)
            : names.Contains(rest[..end]) && literals.Contains(rest[end..]));

    private static string WithoutPluralEnding(string key) => PluralEnding.Replace(key, "");

    private static HashSet<string> Placeholders(string text) => [.. Placeholder.Matches(text).Select(match => match.Value)];

    /// <summary>Returns all string literals in the method bodies of the compiled program.</summary>
    private static HashSet<string> Literals()
    {
        using var program = AssemblyDefinition.ReadAssembly(typeof(Words).Assembly.Location);
        return
        [
            .. program.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Where(instruction => instruction.OpCode == OpCodes.Ldstr)
                .Select(instruction => (string)instruction.Operand),
        ];
    }

    /// <summary>Reads the texts of one language by key, without the fallback to English.</summary>
    private static Dictionary<string, string> Read(Type file, string language)
    {
        var culture = language == Languages.Default ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return new ResourceManager(file).GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal) ?? [];
    }

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@"\.(one|other)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex PluralEnding { get; }

    [GeneratedRegex(@"^[A-Z]\w+(\.\w+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex LooksLikeKey { get; }
}
