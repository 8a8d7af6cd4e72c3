using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Localized texts with a plural form.</summary>
public static class CountedWords
{
    /// <summary>Returns the text of <c>{key}.one</c> or <c>{key}.other</c>, depending on the count.</summary>
    /// <remarks>These are the CLDR plural categories that the supported languages need below one million.</remarks>
    /// <param name="count">Argument {0} of the text.</param>
    /// <param name="more">Arguments {1} and up.</param>
    public static LocalizedString Count(this IStringLocalizer<Words> words, string key, int count, params object[] more) =>
        words[KeyFor(key, count), [count, .. more]];

    /// <summary>Returns the same text as a <see cref="Phrase"/>, for arguments that include times.</summary>
    public static Phrase CountPhrase(this IStringLocalizer<Words> words, string key, int count, params object[] more) =>
        new(words[KeyFor(key, count)], [count, .. more]);

    /// <summary>Formats a waiting time: "5 seconds", "3 minutes". Rounds up, so that a retry is never too early; at least one second.</summary>
    public static string Wait(this IStringLocalizer<Words> words, TimeSpan span) => span.TotalSeconds <= 90
        ? words.Count("Span.Seconds", Math.Max(1, (int)Math.Ceiling(span.TotalSeconds)))
        : words.Count("Span.Minutes", (int)Math.Ceiling(span.TotalMinutes));

    /// <summary>Formats a time that has passed: "7 minutes ago". Rounds down to whole seconds, minutes or hours.</summary>
    public static string Ago(this IStringLocalizer<Words> words, TimeSpan span) => words["Span.Ago", span switch
    {
        { TotalMinutes: < 1 } => words.Count("Span.Seconds", Math.Max(1, (int)span.TotalSeconds)),
        { TotalHours: < 1 } => words.Count("Span.Minutes", (int)span.TotalMinutes),
        _ => words.Count("Span.Hours", (int)span.TotalHours),
    }];

    private static string KeyFor(string key, int count) => $"{key}.{(IsOne(count) ? "one" : "other")}";

    // CLDR plural rules for whole numbers. French uses the singular for 0.
    private static bool IsOne(int count) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? count is 0 or 1 : count == 1;
}
