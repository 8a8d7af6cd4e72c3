using System.Globalization;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Metadata of an indexable page for search engines and link previews (canonical address, description, Open Graph).</summary>
/// <remarks>Pages without it are sent with noindex, because they have a token, a form or personal data (decision 0025).</remarks>
/// <param name="Address">The canonical absolute address, without a query.</param>
public sealed record SharingMetadata(string Address)
{
    /// <summary>Maximum length of a description in characters: about what search engines show.</summary>
    private const int MaxDescriptionLength = 160;

    private readonly string? _description;

    /// <summary>One or two sentences, truncated at a word boundary; null for a page without link preview.</summary>
    public string? Description
    {
        get => _description;
        init => _description = value is null ? null : Truncate(value);
    }

    public SharingImage? Picture { get; init; }

    /// <summary>The page's language with a territory, in the format of Open Graph: en_GB.</summary>
    public static string Locale => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "en" => "en_GB",
        var language => $"{language}_{language.ToUpperInvariant()}",
    };

    private static string Truncate(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= MaxDescriptionLength)
        {
            return text;
        }

        // One character is for the ellipsis. Without a word boundary in the second half, cut anywhere but inside a surrogate pair.
        var end = text.LastIndexOf(' ', MaxDescriptionLength - 1);
        if (end < MaxDescriptionLength / 2)
        {
            end = char.IsHighSurrogate(text[MaxDescriptionLength - 2]) ? MaxDescriptionLength - 2 : MaxDescriptionLength - 1;
        }

        return text[..end].TrimEnd(' ', ',', ';', ':', '.', '–') + "…";
    }
}
