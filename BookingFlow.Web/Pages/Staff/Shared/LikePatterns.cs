namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Converts a search text into SQL LIKE patterns.</summary>
public static class LikePatterns
{
    /// <summary>Escape character of the patterns.</summary>
    public const string Escape = "\\";

    /// <summary>Returns one "contains" pattern per word, so that each word must occur, in any order.</summary>
    /// <param name="text">Text as entered; null or blank: no pattern.</param>
    public static IEnumerable<string> ForWords(string? text) => (text ?? "")
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => $"%{EscapeWildcards(word)}%");

    private static string EscapeWildcards(string word) => word
        .Replace(Escape, Escape + Escape, StringComparison.Ordinal)
        .Replace("%", Escape + "%", StringComparison.Ordinal)
        .Replace("_", Escape + "_", StringComparison.Ordinal)
        .Replace("[", Escape + "[", StringComparison.Ordinal);
}
