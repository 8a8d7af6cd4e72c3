using System.Globalization;

namespace BookingFlow.Web.Components.Administration;

/// <summary>Names of languages.</summary>
public static class LanguageNames
{
    /// <summary>Returns the name of a language in that language, in title case: "Italiano".</summary>
    /// <remarks>The name is used as a label, so it is capitalised even in languages that write it in lower case.</remarks>
    /// <param name="language">Two letters (ISO 639-1).</param>
    public static string NativeName(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return culture.TextInfo.ToTitleCase(culture.NativeName);
    }
}
