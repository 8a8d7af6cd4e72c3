namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>What was typed into the search of a list, made into patterns for LIKE.</summary>
public static class LikePatterns
{
    /// <summary>Stands before a sign that shall mean itself.</summary>
    public const string Escape = "\\";

    /// <summary>A pattern for each word, so that each must be found, in any order.</summary>
    public static IEnumerable<string> Patterns(string? typed) => (typed ?? "")
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(
            word =>
                $"%{word.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal).Replace("[", Escape + "[", StringComparison.Ordinal)}%");
}
