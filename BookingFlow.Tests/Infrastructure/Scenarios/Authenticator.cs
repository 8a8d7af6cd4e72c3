using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>An authenticator app: computes TOTP codes by RFC 6238 without the library that the program uses.</summary>
public static class Authenticator
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Returns the six-digit code of a key.</summary>
    /// <param name="key">Base32, spaces ignored.</param>
    /// <param name="steps">Offset from the current time in steps of 30 seconds; negative: in the past.</param>
    public static string Code(string key, int steps = 0)
    {
        var bits = string.Concat(key.Replace(" ", "").Select(letter => Convert.ToString(Base32.IndexOf(letter), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + steps);
#pragma warning disable CA5350 // SHA-1 is the default of RFC 6238, and what the apps use.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Returns a code that is not valid within five minutes of now.</summary>
    public static string WrongCode(string key)
    {
        var valid = Enumerable.Range(-10, 21).Select(step => Code(key, step)).ToHashSet();
        return Enumerable.Range(0, 100).Select(i => i.ToString("D6", CultureInfo.InvariantCulture)).First(code => !valid.Contains(code));
    }
}
