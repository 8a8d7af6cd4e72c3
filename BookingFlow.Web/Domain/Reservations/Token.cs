using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>A raw token: 256 random bits, written as 43 characters of base64url.</summary>
/// <remarks>
/// Raw tokens exist only in mails, in the visitor's browser and in the QR code; the database stores only <see cref="Hash"/>. Tokens form a
/// one-way chain: confirmation → party → ticket → check-in, each the HMAC-SHA256 of a label with the previous token as key
/// (docs/decisions/0005, 0048). From the party token, links to the party's other reservations of the same form are derived as well (0074).
/// </remarks>
public readonly struct Token
{
    /// <summary>Length of the text.</summary>
    public const int Length = 43;

    /// <summary>The characters of the text: base64url.</summary>
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private const int Bytes = 32;
    private readonly byte[] _bytes;

    private Token(byte[] bytes) => _bytes = bytes;

    /// <summary>The token as text, for links.</summary>
    public string Text => Base64Url.EncodeToString(_bytes);

    /// <summary>SHA-256 of the token's bytes, which the database stores; 32 bytes.</summary>
    public byte[] Hash => SHA256.HashData(_bytes);

    /// <summary>The party token derived from this confirmation token.</summary>
    public Token Party => Derive("bookingflow party v1"u8);

    /// <summary>The ticket token derived from this party token.</summary>
    public Token Ticket => Derive("bookingflow ticket v1"u8);

    /// <summary>The check-in token derived from this ticket token, for the QR code.</summary>
    public Token CheckIn => Derive("bookingflow check_in v1"u8);

    /// <summary>
    /// The confirmation token, derived from this party token, of another reservation of the same group. The ticket token leads to none.
    /// </summary>
    public Token OfGroup(int reservationId) =>
        Derive(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"bookingflow group v1 {reservationId}")));

    /// <summary>Generates a token with the system's cryptographic random number generator.</summary>
    public static Token New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Parses a token; accepts only the canonical base64url form of 32 bytes.</summary>
    public static bool TryParse(string? text, out Token token)
    {
        token = default;
        var bytes = new byte[Bytes];
        if (text is null || text.Length != Length
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != Bytes)
        {
            return false;
        }

        token = new Token(bytes);
        return string.Equals(token.Text, text, StringComparison.Ordinal);
    }

    /// <summary>Returns a placeholder, so that a token formatted by mistake does not reach a log.</summary>
    public override string ToString() => "(token)";

    private Token Derive(ReadOnlySpan<byte> label) => new(HMACSHA256.HashData(_bytes, label));
}
