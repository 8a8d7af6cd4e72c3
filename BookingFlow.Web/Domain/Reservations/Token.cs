using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>
/// A raw token: 256 random bits, written as 43 characters of base64url. Raw tokens exist in mails, in the
/// visitor's browser and in the QR code; the database holds only <see cref="Hash"/>.
/// The chain leads one way: confirmation → ticket → check-in, each an HMAC-SHA256 of a label under the one before.
/// </summary>
public readonly struct Token
{
    private const int Bytes = 32;
    private readonly byte[] _bytes;

    private Token(byte[] bytes) => _bytes = bytes;

    /// <summary>As it stands in a link.</summary>
    public string Text => Base64Url.EncodeToString(_bytes);

    /// <summary>SHA-256 of the token's bytes: what the database holds. 32 bytes.</summary>
    public byte[] Hash => SHA256.HashData(_bytes);

    /// <summary>The ticket token that the holder of this confirmation token can derive.</summary>
    public Token Ticket => Derive("bookingflow ticket v1"u8);

    /// <summary>The check-in token that belongs to this ticket token: the only thing inside the QR.</summary>
    public Token CheckIn => Derive("bookingflow check_in v1"u8);

    /// <summary>A new one from the system's generator.</summary>
    public static Token New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Refuses anything but the one canonical spelling of 32 bytes.</summary>
    public static bool TryParse(string? text, out Token token)
    {
        token = default;
        var bytes = new byte[Bytes];
        if (text is null || text.Length != 43
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != Bytes)
        {
            return false;
        }

        token = new Token(bytes);
        return string.Equals(token.Text, text, StringComparison.Ordinal);
    }

    /// <summary>Never the token itself: a token that is formatted by mistake must not reach a log.</summary>
    public override string ToString() => "(token)";

    private Token Derive(ReadOnlySpan<byte> label) => new(HMACSHA256.HashData(_bytes, label));
}
