using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>The secret part of the link to a show or performance that is not listed: 256 random bits, written as base64url.</summary>
/// <remarks>
/// Stored as it is, because staff read it again to hand it out, and it opens nothing of a person (docs/decisions/0070). As bytes, because SQL
/// Server ignores the case of texts. Its text has the shape of a token, so that it is redacted in logs (docs/decisions/0012).
/// </remarks>
public static class InvitationKey
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Length);

    /// <summary>Returns the key as text, for links.</summary>
    public static string TextOf(byte[] key) => Base64Url.EncodeToString(key);

    /// <summary>Parses a key; accepts only the canonical base64url form.</summary>
    /// <returns>The key; null if the text is not one.</returns>
    public static byte[]? Parse(string? text)
    {
        var key = new byte[Length];
        return text is { Length: Reservations.Token.Length }
            && Base64Url.DecodeFromChars(text, key, out _, out var written) == OperationStatus.Done && written == Length
            && string.Equals(TextOf(key), text, StringComparison.Ordinal) ? key : null;
    }
}
