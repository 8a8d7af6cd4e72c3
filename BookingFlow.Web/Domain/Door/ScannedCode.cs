using System.Globalization;

namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// The parsed input of the scan station: the address from a QR code, a bare check-in token, or a reference typed by hand.
/// </summary>
/// <remarks>
/// A scanner types on a US keyboard; on a computer with another layout, or with Caps Lock, other characters arrive. So the text is also read back
/// through those layouts (docs/decisions/0040). A reading counts only if it is a check-in link of this venue or a whole token.
/// </remarks>
public sealed record ScannedCode
{
    // Pasting can take along the punctuation around a link. It can also be part of a token that another layout has changed.
    private static readonly char[] AroundLinks = [.. "<>()[]\"'“”.,;"];

    /// <summary>The tokens that the text can be read as, at most one for each layout. First the one as typed, if it is one.</summary>
    public IReadOnlyList<ScannedToken> Tokens { get; private init; } = [];

    /// <summary>The reference in its canonical form. It only finds the party; it never admits by itself. Null if the text is no reference.</summary>
    public string? Reference { get; private init; }

    /// <summary>The keyboard mismatch with which the text reads as <see cref="Reference"/>.</summary>
    public KeyboardMismatch ReferenceMismatch { get; private init; }

    /// <summary>Whether the input is a web address that is not a check-in link of this venue; it is refused with a warning.</summary>
    public bool IsForeignAddress { get; private init; }

    /// <summary>
    /// Whether the input has the shape of a check-in link or token without small letters, as Caps Lock on a Mac types it. Capital and small
    /// letters then look alike, so the token cannot be read.
    /// </summary>
    public bool IsCaseLost { get; private init; }

    public static ScannedCode Read(string? typed, PublicLinks links)
    {
        // Scanners add control characters before and after the code, and copying adds white space; none of the three forms contains any.
        var text = string.Concat((typed ?? "").Where(c => !IsInvisible(c)));
        var pasted = text.Trim(AroundLinks);
        var readings = KeyboardLayouts.Read(text);
        if (pasted.Length < text.Length)
        {
            readings = [.. readings, .. KeyboardLayouts.Read(pasted)];
        }

        var tokens = readings.Select(reading => ReadToken(reading, links)).OfType<ScannedToken>()
            .DistinctBy(token => token.Token.Text, StringComparer.Ordinal).ToList();
        var isCaseLost = HasLostCase(text, links);
        if (tokens.Count > 0 || isCaseLost)
        {
            return new ScannedCode { Tokens = tokens, IsCaseLost = isCaseLost };
        }

        if (text.Contains("://", StringComparison.Ordinal) || readings.Any(IsWebAddress))
        {
            return new ScannedCode { IsForeignAddress = true };
        }

        // A reference typed by hand is what it looks like, whatever the layout.
        return (Domain.Reservations.Reference.Read(text) ?? Domain.Reservations.Reference.Read(pasted)) is { } reference
            ? new ScannedCode { Reference = reference }
            : ReadReference(readings);
    }

    private static ScannedToken? ReadToken(KeyboardReading reading, PublicLinks links)
    {
        // Scheme and host may be in capitals, but only as typed: otherwise each link would also be read as one with Caps Lock.
        var comparison = reading.Mismatch == KeyboardMismatch.None ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Token.TryParse(links.ExtractCheckInToken(reading.Text, comparison) ?? reading.Text, out var token)
            ? new ScannedToken(token, reading.Mismatch)
            : null;
    }

    // Two layouts can read different references from one text; then it is none.
    private static ScannedCode ReadReference(IReadOnlyList<KeyboardReading> readings)
    {
        var references = readings.Select(reading => (Reference: Domain.Reservations.Reference.Read(reading.Text), reading.Mismatch))
            .Where(read => read.Reference is not null).DistinctBy(read => read.Reference, StringComparer.Ordinal).ToList();
        return references is [var only] ? new ScannedCode { Reference = only.Reference, ReferenceMismatch = only.Mismatch } : new ScannedCode();
    }

    // Compared in capitals, because Caps Lock on a Mac does not change every accented letter.
    private static bool HasLostCase(string text, PublicLinks links)
    {
        if (text.Any(char.IsAsciiLetterLower) || !text.Any(char.IsAsciiLetterUpper))
        {
            return false;
        }

        var capitals = text.ToUpperInvariant();
        return KeyboardLayouts.All.Where(layout => !layout.Mismatch.HasFlag(KeyboardMismatch.CapsLock)).Any(layout =>
        {
            var prefix = layout.Type(links.CheckInPrefix)?.ToUpperInvariant();
            var token = prefix is not null && capitals.StartsWith(prefix, StringComparison.Ordinal) ? capitals[prefix.Length..] : capitals;
            var alphabet = layout.Type(Token.Alphabet)!.ToUpperInvariant();
            return token.Length == Token.Length && token.All(c => alphabet.Contains(c, StringComparison.Ordinal));
        });
    }

    private static bool IsWebAddress(KeyboardReading reading) =>
        reading.Text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || reading.Text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
