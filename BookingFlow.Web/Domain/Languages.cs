namespace BookingFlow.Web.Domain;

/// <summary>The supported languages, as two-letter codes (ISO 639-1).</summary>
public static class Languages
{
    /// <summary>The language of the source texts, used when no supported language was requested.</summary>
    public const string Default = "en";

    /// <summary>Languages of what visitors see: pages, mails and tickets.</summary>
    public static IReadOnlyList<string> OfVisitors { get; } = [Default, "it", "de", "fr", "es"];

    /// <summary>Languages of the back office and the door.</summary>
    public static IReadOnlyList<string> OfStaff { get; } = [Default, "it"];

    /// <summary>Returns the language if it is supported for visitors; otherwise <see cref="Default"/>.</summary>
    public static string ForVisitors(string? language) => SupportedOrDefault(language, OfVisitors);

    /// <summary>Returns the language if it is supported for staff; otherwise <see cref="Default"/>.</summary>
    public static string ForStaff(string? language) => SupportedOrDefault(language, OfStaff);

    private static string SupportedOrDefault(string? language, IReadOnlyList<string> supported) =>
        language is not null && supported.Contains(language, StringComparer.Ordinal) ? language : Default;
}
