using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Words that depend on a number.</summary>
public static class CountedWords
{
    /// <summary>
    /// The sentence for a count, from the keys <c>{key}.one</c> and <c>{key}.other</c>, the plural categories of CLDR
    /// that our languages need below a million. The count is argument {0}; further arguments follow.
    /// </summary>
    public static LocalizedString Count(this IStringLocalizer<Words> words, string key, int count, params object[] more) =>
        words[KeyFor(key, count), [count, .. more]];

    /// <summary>The same sentence with its blanks still open, for a count whose other blanks are times.</summary>
    public static Phrase CountPhrase(this IStringLocalizer<Words> words, string key, int count, params object[] more) =>
        new(words[KeyFor(key, count)], [count, .. more]);

    /// <summary>How long to wait: "5 seconds", "3 minutes". Rounded up, so that a retry is never too early; one second or more.</summary>
    public static string Wait(this IStringLocalizer<Words> words, TimeSpan span) => span.TotalSeconds <= 90
        ? words.Count("Span.Seconds", Math.Max(1, (int)Math.Ceiling(span.TotalSeconds)))
        : words.Count("Span.Minutes", (int)Math.Ceiling(span.TotalMinutes));

    /// <summary>How long ago something was: "7 minutes ago", whole units that have passed.</summary>
    public static string Ago(this IStringLocalizer<Words> words, TimeSpan span) => words["Span.Ago", span switch
    {
        { TotalMinutes: < 1 } => words.Count("Span.Seconds", Math.Max(1, (int)span.TotalSeconds)),
        { TotalHours: < 1 } => words.Count("Span.Minutes", (int)span.TotalMinutes),
        _ => words.Count("Span.Hours", (int)span.TotalHours),
    }];

    private static string KeyFor(string key, int count) => $"{key}.{(IsOne(count) ? "one" : "other")}";

    // CLDR's plural rules for whole numbers of people and minutes; French says "0 personne".
    private static bool IsOne(int count) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? count is 0 or 1 : count == 1;
}
