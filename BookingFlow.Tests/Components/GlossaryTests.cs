using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

/// <summary>
/// Checks the resource files against docs/glossary.md: a text whose English value contains a term must contain the glossary's word for it
/// in every language, and no text may contain a word that the glossary rules out for its language.
/// </summary>
public sealed class GlossaryTests
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string NeverColumn = "Never";

    /// <summary>The column of each language, from the left.</summary>
    private static readonly string[] TableLanguages = ["en", "it", "de", "fr", "es"];

    private static readonly string[][] Rows = ReadRows();
    private static readonly Term[] Terms =
        [.. Rows.Where(row => row.Length == TableLanguages.Length + 1 && row[^1] != NeverColumn).Select(row => new Term(row))];

    /// <summary>The texts in which a term has another meaning: key and the first form of the term.</summary>
    private static readonly HashSet<(string Key, string Term)> Exceptions =
        [.. Rows.Where(row => row.Length == 3 && row[0] != "Key").Select(row => (row[0].Trim('`'), row[1]))];

    /// <summary>Every English form of every term, the longest first, so that "party size" is not also found as "party".</summary>
    private static readonly (Regex Form, Term Term)[] Forms =
    [
        .. Terms.SelectMany(term => term.EnglishForms.Select(form => (form, term)))
            .OrderByDescending(pair => pair.form.Length)
            .Select(pair => (WholeWords(pair.form), pair.term)),
    ];

    public static TheoryData<Type, string> Translations =>
    [
        .. Languages.OfVisitors.Where(language => language != Languages.Default).Select(language => (typeof(Words), language)),
        .. Languages.OfStaff.Where(language => language != Languages.Default).Select(language => (typeof(StaffWords), language)),
    ];

    public static TheoryData<Type, string> AllFiles =>
    [
        .. Languages.OfVisitors.Select(language => (typeof(Words), language)),
        .. Languages.OfStaff.Select(language => (typeof(StaffWords), language)),
    ];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_text_uses_the_glossary_term_of_its_language(Type file, string language)
    {
        var translated = Read(file, language);
        string[] wrong =
        [
            .. Read(file, Languages.Default).SelectMany(
                english => MissingTerms(english.Key, english.Value, language, translated.GetValueOrDefault(english.Key, ""))),
        ];
        Assert.True(wrong.Length == 0, Report(wrong));
    }

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void No_text_uses_a_word_that_the_glossary_rules_out(Type file, string language)
    {
        string[] wrong = [.. Read(file, language).SelectMany(text => ForbiddenWords(text.Key, language, text.Value))];
        Assert.True(wrong.Length == 0, Report(wrong));
    }

    [Fact]
    public void The_glossary_has_a_word_in_every_language_and_its_exceptions_are_used()
    {
        Assert.True(Terms.Length >= 30, $"Only {Terms.Length} terms were read from the glossary.");
        Assert.All(Terms, term => Assert.All(TableLanguages, language => Assert.NotEqual("", term.Cell(language))));
        Assert.Equal(Terms.Length, Terms.Select(term => term.Name).Distinct(StringComparer.Ordinal).Count());

        var english = Read(typeof(Words), Languages.Default).Concat(Read(typeof(StaffWords), Languages.Default)).ToDictionary(StringComparer.Ordinal);
        Assert.All(Exceptions, exception => Assert.Contains(TermsIn(english[exception.Key]), term => term.Name == exception.Term));
    }

    [Theory]
    [InlineData("Cancel performance", "de", "Vorstellung absagen", 0)]
    [InlineData("Cancel performance", "de", "Vorstellungen stornieren", 0)]
    [InlineData("Cancel performance", "de", "Termin absagen", 1)]
    [InlineData("Cancel performance", "de", "Aufführung streichen", 2)]
    [InlineData("Change party size", "it", "Cambia il numero di persone", 0)]
    [InlineData("Change party size", "it", "Cambia il gruppo", 1)]
    [InlineData("See what's on", "fr", "Voir les spectacles à l’affiche", 0)]
    [InlineData("We will send your confirmation link.", "fr", "Nous enverrons les liens de confirmation.", 0)]
    [InlineData("We will send your confirmation link.", "fr", "Nous enverrons un lien pour confirmer.", 1)]
    [InlineData("Showing the partying crowd", "es", "Nada", 0)]
    public void A_text_without_the_glossary_term_is_reported(string english, string language, string translated, int expected) =>
        Assert.Equal(expected, MissingTerms("Key", english, language, translated).Count());

    [Theory]
    [InlineData("de", "Die Aufführung beginnt.", 1)]
    [InlineData("de", "Die Vorstellung beginnt.", 0)]
    [InlineData("de", "Eine E-Mail ist unterwegs.", 0)]
    [InlineData("de", "Eine Mail ist unterwegs.", 1)]
    [InlineData("en", "Two wheelchair places are left.", 0)]
    [InlineData("en", "Two places are left.", 1)]
    [InlineData("es", "Quedan dos plazas para silla de ruedas.", 0)]
    [InlineData("es", "Quedan dos plazas.", 1)]
    [InlineData("en", "The house sent an e-mail.", 2)]
    [InlineData("en", "The warehouse sent an email.", 0)]
    public void A_text_with_a_word_that_is_ruled_out_is_reported(string language, string text, int expected) =>
        Assert.Equal(expected, ForbiddenWords("Key", language, text).Count());

    private static IEnumerable<string> MissingTerms(string key, string english, string language, string translated) =>
        TermsIn(english)
            .Where(term => !Exceptions.Contains((key, term.Name)) && !term.Accepted[language].IsMatch(Plain(translated)))
            .Select(term => $"{key} ({language}): no “{term.Cell(language)}” for “{term.Name}” in: {translated}");

    private static IEnumerable<string> ForbiddenWords(string key, string language, string text)
    {
        var rest = Terms.Aggregate(Plain(text), (words, term) => term.SeveralWords[language].Replace(words, "·"));
        return Terms.SelectMany(term => term.Never[language])
            .Distinct(StringComparer.Ordinal)
            .Where(word => WholeWords(word).IsMatch(rest))
            .Select(word => $"{key} ({language}): “{word}” in: {text}");
    }

    private static List<Term> TermsIn(string english)
    {
        var (rest, found) = (Plain(english), new List<Term>());
        foreach (var (form, term) in Forms)
        {
            if (!form.IsMatch(rest))
            {
                continue;
            }

            rest = form.Replace(rest, "·");
            if (!found.Contains(term))
            {
                found.Add(term);
            }
        }

        return found;
    }

    private static string Report(string[] wrong) => $"{wrong.Length} texts do not follow docs/glossary.md:\n{string.Join('\n', wrong)}";

    // Word files use the typographic apostrophe in some languages.
    private static string Plain(string text) => text.Replace('’', '\'');

    private static Regex WholeWords(string words) => Matching($@"(?<![\w-]){Regex.Escape(words)}(?![\w-])");

    private static Regex Matching(string pattern) => new(pattern, Options, TimeSpan.FromSeconds(1));

    private static string[][] ReadRows() =>
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "glossary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    private static Dictionary<string, string> Read(Type file, string language)
    {
        var culture = language == Languages.Default ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return new ResourceManager(file).GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>()
            .ToDictionary(word => (string)word.Key, word => (string)word.Value!, StringComparer.Ordinal) ?? [];
    }

    /// <summary>A row of the glossary.</summary>
    private sealed class Term
    {
        private readonly Dictionary<string, string> _cells;

        public Term(string[] row)
        {
            _cells = TableLanguages.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            EnglishForms = Alternatives(Languages.Default);
            Name = EnglishForms[0];
            Accepted = TableLanguages.ToDictionary(
                language => language, language => Matching(string.Join('|', Alternatives(language).Select(WithOpenEndings))), StringComparer.Ordinal);
            SeveralWords = TableLanguages.ToDictionary(
                language => language, language => Matching(string.Join('|', FormsOfSeveralWords(language))), StringComparer.Ordinal);
            var never = row[^1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split(':', 2))
                .ToDictionary(part => part[0], part => part[1].Split(',', StringSplitOptions.TrimEntries), StringComparer.Ordinal);
            Never = TableLanguages.ToDictionary(language => language, language => never.GetValueOrDefault(language, []), StringComparer.Ordinal);
        }

        /// <summary>The first English form.</summary>
        public string Name { get; }

        public string[] EnglishForms { get; }

        /// <summary>By language: matches a text that contains one of the alternatives.</summary>
        public Dictionary<string, Regex> Accepted { get; }

        /// <summary>By language: matches the forms of several words, inside which a word is not ruled out.</summary>
        public Dictionary<string, Regex> SeveralWords { get; }

        /// <summary>By language: the words that must not be used.</summary>
        public Dictionary<string, string[]> Never { get; }

        public string Cell(string language) => _cells[language];

        // "(?!)" matches nothing.
        private IEnumerable<string> FormsOfSeveralWords(string language) =>
            Alternatives(language).Where(form => form.Contains(' ', StringComparison.Ordinal)).Select(WithOpenEndings).DefaultIfEmpty("(?!)");

        private string[] Alternatives(string language) => _cells[language].Split(" / ");

        // "lien(s) de confirmation" accepts any ending of the first word.
        private static string WithOpenEndings(string alternative) =>
            string.Join(@"\w*", Matching(@"\([^)]*\)").Split(alternative).Select(Regex.Escape));
    }
}
