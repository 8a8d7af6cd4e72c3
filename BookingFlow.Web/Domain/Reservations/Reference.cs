using System.Globalization;
using System.Security.Cryptography;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Generates and parses reservation references, such as <c>K7QF-2M</c>.</summary>
/// <remarks>
/// Six characters that are not confused with each other in writing or on the telephone: no 0/O, 1/I/L, 5/S, 8/B, and no Z beside the 2.
/// A reference identifies a reservation; it does not admit to a performance by itself.
/// </remarks>
public static class Reference
{
    private const string Alphabet = "ACDEFGHJKMNPQRTUVWXY234679";
    private const int GroupLength = 4;
    private const int Characters = 6;
    private const char MinusSign = '\u2212';
    private static readonly char[] Around = [.. ".,;:()[]\"'“”#"];

    /// <summary>Length of the canonical form, including the hyphen.</summary>
    public const int Length = Characters + 1;

    public static string New() => Format(RandomNumberGenerator.GetString(Alphabet, Characters));

    /// <summary>Parses a reference in any case, with or without hyphen and spaces, into its canonical form; null if it is not valid.</summary>
    /// <remarks>
    /// Any dash will do, because word processors replace the hyphen. Invisible characters, and punctuation around the reference, come with
    /// copied text.
    /// </remarks>
    public static string? Read(string? typed)
    {
        var bare = new string([.. (typed ?? "").Where(c => !IsIgnored(c)).Select(char.ToUpperInvariant)]).Trim(Around);
        return bare.Length == Characters && bare.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? Format(bare) : null;
    }

    private static bool IsIgnored(char c) =>
        char.IsWhiteSpace(c) || c == MinusSign || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    private static string Format(string bare) => $"{bare[..GroupLength]}-{bare[GroupLength..]}";
}
