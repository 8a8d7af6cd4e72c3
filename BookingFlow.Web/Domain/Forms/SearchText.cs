using System.Globalization;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Folds texts for search: without case, accents and punctuation.</summary>
/// <remarks>A text that is stored folded is found by any fragments of it, in any order.</remarks>
public static class SearchText
{
    // Letters without a Unicode decomposition, and their usual spelling on a keyboard that does not have them.
    private static readonly Dictionary<char, string> Replacements = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ł'] = "l",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    /// <summary>Folds and joins the searchable texts of a record into its search key: at most <see cref="Limits.SearchKey"/>.</summary>
    public static string Of(params IEnumerable<string?> texts)
    {
        return string.Join(' ', texts.OfType<string>().Select(Fold)).Truncate(Limits.SearchKey);
    }

    /// <summary>Splits a search input into folded words, each of which must be found.</summary>
    public static IReadOnlyList<string> Words(string? typed) =>
        Fold(typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the texts contain all words, for texts that are not stored folded.</summary>
    /// <param name="words">From <see cref="Words"/>.</param>
    public static bool ContainsAll(IReadOnlyList<string> words, params IEnumerable<string?> texts)
    {
        var folded = string.Join(' ', texts.OfType<string>().Select(Fold));
        return words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The initial that a name is listed under: upper case, without accents; "#" if the name does not begin with a letter.</summary>
    public static string Initial(string name)
    {
        var first = StringInfo.GetNextTextElement(Fold(name));
        return first.Length > 0 && char.IsLetter(first, 0) ? first.ToUpperInvariant() : "#";
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in WithoutInvalidCharacters(text).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            // A soft hyphen or joiner is not the end of a word.
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                continue;
            }

            if (Replacements.TryGetValue(letter, out var replacement))
            {
                folded.Append(replacement);
            }
            else
            {
                folded.Append(char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || letter == '@' ? letter : ' ');
            }
        }

        return string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // string.Normalize throws on a lone surrogate and on U+FFFE, and a search may contain any input.
    private static string WithoutInvalidCharacters(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', ' ');
}
