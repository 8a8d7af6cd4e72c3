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
/// The resource files against each other and against the compiled program: no word is missing, none is left over, and
/// none loses a blank on the way into another language.
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
    public void Every_language_has_the_same_words(Type file, string language)
    {
        var first = file == typeof(Words) ? Visitors : Staff;
        var translated = Read(file, language);

        Assert.Empty(first.Keys.Except(translated.Keys, StringComparer.Ordinal));
        Assert.Empty(translated.Keys.Except(first.Keys, StringComparer.Ordinal));
        Assert.DoesNotContain(translated, word => string.IsNullOrWhiteSpace(word.Value));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void No_language_loses_a_blank_or_makes_one_up(Type file, string language)
    {
        var first = file == typeof(Words) ? Visitors : Staff;
        var wrong = Read(file, language).Where(word => !Blanks(word.Value).SetEquals(Blanks(first[word.Key]))).Select(word => word.Key);

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_word_stands_in_one_file_alone() => Assert.Empty(Visitors.Keys.Intersect(Staff.Keys, StringComparer.Ordinal));

    [Fact]
    public void No_word_is_left_over_that_the_program_never_says()
    {
        var said = Literals();
        var ours = typeof(Words).Assembly.GetTypes();
        // The values of a closed set, the columns of a table, a role or reason that is a text, and the faults of the mail's way.
        HashSet<string> names =
        [
            .. ours.Where(type => type.IsEnum).SelectMany(Enum.GetNames),
            .. ours.SelectMany(type => type.GetProperties()).Select(property => property.Name),
            .. said,
            .. new[] { typeof(object), typeof(SocketException), typeof(SslHandshakeException) }
                .SelectMany(near => near.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(Exception))).Select(type => type.Name),
        ];
        Assert.True(said.Count > 500, "The compiled program was not read.");

        string[] leftOver = [.. Visitors.Keys.Concat(Staff.Keys).Where(key => !IsSaid(Bare(key), said, names))];
        Assert.True(leftOver.Length == 0, string.Join('\n', leftOver));
    }

    [Fact]
    public void The_program_says_no_word_that_is_missing()
    {
        var keys = Visitors.Keys.Concat(Staff.Keys).SelectMany(key => new[] { key, Bare(key) }).ToHashSet(StringComparer.Ordinal);
        var sections = keys.Select(key => key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);

        string[] missing = [.. Literals().Where(text => LooksLikeKey.IsMatch(text) && sections.Contains(text.Split('.')[0]) && !keys.Contains(text))];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    // Said as it is, or put together from a section, the name of a value, and an ending: "Field." + "Email" + ".Missing".
    private static bool IsSaid(string key, HashSet<string> said, HashSet<string> names) => said.Contains(key) || key.Index()
        .Where(at => at.Item == '.' && said.Contains(key[..(at.Index + 1)]))
        .Select(at => key[(at.Index + 1)..])
        .Any(rest => rest.IndexOf('.', StringComparison.Ordinal) is var end && end < 0
            ? names.Contains(rest)
            : names.Contains(rest[..end]) && said.Contains(rest[end..]));

    private static string Bare(string key) => PluralEnding.Replace(key, "");

    private static HashSet<string> Blanks(string text) => [.. Blank.Matches(text).Select(match => match.Value)];

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

    private static Dictionary<string, string> Read(Type file, string language)
    {
        var culture = language == Languages.Default ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return new ResourceManager(file).GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>()
            .ToDictionary(word => (string)word.Key, word => (string)word.Value!, StringComparer.Ordinal) ?? [];
    }

    [GeneratedRegex(@"\{\d+\}", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Blank { get; }

    [GeneratedRegex(@"\.(one|other)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex PluralEnding { get; }

    [GeneratedRegex(@"^[A-Z]\w+(\.\w+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex LooksLikeKey { get; }
}
