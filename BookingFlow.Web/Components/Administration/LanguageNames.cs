using System.Globalization;

namespace BookingFlow.Web.Components.Administration;

/// <summary>What a language is called in itself.</summary>
public static class LanguageNames
{
    /// <param name="language">Two letters (ISO 639-1).</param>
    /// <returns>Such as "Italiano": it stands alone, so it begins with a capital even where the language writes none.</returns>
    public static string Own(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return culture.TextInfo.ToTitleCase(culture.NativeName);
    }
}
