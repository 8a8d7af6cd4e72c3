using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Names the resource file with every word that a visitor reads: Components/Words.resx.</summary>
public sealed class Words;

/// <summary>Words that depend on a number.</summary>
public static class CountedWords
{
    /// <summary>
    /// The sentence for a count, from the keys <c>{key}.one</c> and <c>{key}.other</c>, the plural categories of CLDR
    /// that English has. The count is argument {0}; further arguments follow.
    /// </summary>
    public static LocalizedString Count(this IStringLocalizer<Words> words, string key, int count, params object[] more) =>
        words[$"{key}.{(count == 1 ? "one" : "other")}", [count, .. more]];
}
