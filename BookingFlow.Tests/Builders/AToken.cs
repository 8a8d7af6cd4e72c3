using System.Buffers.Text;
using System.Security.Cryptography;

namespace BookingFlow.Tests.Builders;

/// <summary>Builds tokens that are the same in every run, for results that show them, such as a QR code.</summary>
public static class AToken
{
    public static Token Numbered(int number)
    {
        var text = Base64Url.EncodeToString(SHA256.HashData(BitConverter.GetBytes(number)));
        return Token.TryParse(text, out var token) ? token : throw new InvalidOperationException("A hash is no longer a valid token.");
    }
}
