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

    /// <summary>Length of the canonical form, including the hyphen.</summary>
    public const int Length = Characters + 1;

    public static string New() => Format(RandomNumberGenerator.GetString(Alphabet, Characters));

    /// <summary>Parses a reference in any case, with or without hyphen and spaces, into its canonical form; null if it is not valid.</summary>
    public static string? Read(string? typed)
    {
        var bare = new string([.. (typed ?? "").Where(c => c is not ('-' or ' ')).Select(char.ToUpperInvariant)]);
        return bare.Length == Characters && bare.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? Format(bare) : null;
    }

    private static string Format(string bare) => $"{bare[..GroupLength]}-{bare[GroupLength..]}";
}
