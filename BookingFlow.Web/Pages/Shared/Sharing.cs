using System.Globalization;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>
/// What a page that may be found and passed on says of itself to search engines, and to whoever shows a link to it. A page
/// without it is never to be found: it holds a token or a form, or is about somebody.
/// </summary>
/// <param name="Address">The one absolute address of the page, without a query.</param>
public sealed record Sharing(string Address)
{
    /// <summary>As much as search engines show.</summary>
    private const int LongestDescription = 160;

    private readonly string? _description;

    /// <summary>One sentence or two, cut at the end of a word; null: the page is not made to be shown on a card.</summary>
    public string? Description
    {
        get => _description;
        init => _description = value is null ? null : Cut(value);
    }

    public SharedPicture? Picture { get; init; }

    /// <summary>The language of the page with its territory, as the Open Graph protocol wants it.</summary>
    public static string Locale => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "en" => "en_GB",
        var language => $"{language}_{language.ToUpperInvariant()}",
    };

    private static string Cut(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= LongestDescription)
        {
            return text;
        }

        // One place is for the dots. Where no word ends early enough, a letter of two halves stays whole.
        var end = text.LastIndexOf(' ', LongestDescription - 1);
        if (end < LongestDescription / 2)
        {
            end = char.IsHighSurrogate(text[LongestDescription - 2]) ? LongestDescription - 2 : LongestDescription - 1;
        }

        return text[..end].TrimEnd(' ', ',', ';', ':', '.', '–') + "…";
    }
}
