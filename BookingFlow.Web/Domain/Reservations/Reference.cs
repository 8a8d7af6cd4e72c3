using System.Security.Cryptography;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>
/// The short code that people read aloud, such as <c>K7QF-2M</c>: six characters that cannot be taken for each
/// other on paper or on the telephone (no 0/O, 1/I/L, 5/S, 8/B, and no Z beside the 2). It names a reservation and admits nobody.
/// </summary>
public static class Reference
{
    private const string Alphabet = "ACDEFGHJKMNPQRTUVWXY234679";
    private const int GroupLength = 4;
    private const int Characters = 6;

    /// <summary>The length as it is written, hyphen included.</summary>
    public const int Length = Characters + 1;

    public static string New() => Written(RandomNumberGenerator.GetString(Alphabet, Characters));

    /// <summary>Takes a reference as people type it: any case, with or without hyphen and spaces. Null when it is none.</summary>
    public static string? Read(string? typed)
    {
        var bare = new string([.. (typed ?? "").Where(c => c is not ('-' or ' ')).Select(char.ToUpperInvariant)]);
        return bare.Length == Characters && bare.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? Written(bare) : null;
    }

    private static string Written(string bare) => $"{bare[..GroupLength]}-{bare[GroupLength..]}";
}
