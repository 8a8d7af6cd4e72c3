using System.Globalization;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>
/// Texts as people look for them: without case, accents and punctuation. What is stored folded is found by any of its
/// fragments, in any order.
/// </summary>
public static class SearchText
{
    // Letters that no decomposition takes apart, as people type them on a keyboard without them.
    private static readonly Dictionary<char, string> Spelled = new()
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

    /// <summary>Everything by which something is found, folded and joined: at most <see cref="Limits.SearchKey"/> characters.</summary>
    public static string Of(params IEnumerable<string?> texts)
    {
        return string.Join(' ', texts.OfType<string>().Select(Fold)).Cut(Limits.SearchKey);
    }

    /// <summary>The words of a search, folded; each must be found.</summary>
    public static IReadOnlyList<string> Words(string? typed) =>
        Fold(typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether each of these words (<see cref="Words"/>) stands somewhere in the texts, for what is not stored folded.</summary>
    public static bool Holds(IReadOnlyList<string> words, params IEnumerable<string?> texts)
    {
        var folded = string.Join(' ', texts.OfType<string>().Select(Fold));
        return words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The letter under which a name stands in a list, without accents and in capitals; "#" for what begins with none.</summary>
    public static string Initial(string name)
    {
        var first = StringInfo.GetNextTextElement(Fold(name));
        return first.Length > 0 && char.IsLetter(first, 0) ? first.ToUpperInvariant() : "#";
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Readable(text).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (Spelled.TryGetValue(letter, out var spelled))
            {
                folded.Append(spelled);
            }
            else
            {
                folded.Append(char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || letter == '@' ? letter : ' ');
            }
        }

        return string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // A lone surrogate cannot be normalized, and a search may be anything.
    private static string Readable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
