namespace BookingFlow.Web.Domain;

/// <summary>The languages that the house speaks, each by its two letters (ISO 639-1).</summary>
public static class Languages
{
    /// <summary>The language in which the words are written first, and which is spoken where no other was asked for.</summary>
    public const string First = "en";

    /// <summary>Everything that a visitor meets: pages, mails, tickets.</summary>
    public static IReadOnlyList<string> OfVisitors { get; } = [First, "it", "de", "fr", "es"];

    /// <summary>The back office and the door.</summary>
    public static IReadOnlyList<string> OfStaff { get; } = [First, "it"];

    /// <summary>That language if visitors are spoken to in it; otherwise <see cref="First"/>.</summary>
    public static string ForVisitors(string? language) => Known(language, OfVisitors);

    /// <summary>That language if staff are spoken to in it; otherwise <see cref="First"/>.</summary>
    public static string ForStaff(string? language) => Known(language, OfStaff);

    private static string Known(string? language, IReadOnlyList<string> known) =>
        language is not null && known.Contains(language, StringComparer.Ordinal) ? language : First;
}
