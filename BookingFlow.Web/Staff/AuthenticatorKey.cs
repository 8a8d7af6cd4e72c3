using System.Security.Cryptography;

namespace BookingFlow.Web.Staff;

/// <summary>
/// The secret that an authenticator app shares with the house: 160 random bits in base32. It stands in the page that shows it until
/// a code proves that the app has it; only then is it stored.
/// </summary>
public static class AuthenticatorKey
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Base32 characters of 160 bits.</summary>
    private const int Length = 32;

    public static string New() => RandomNumberGenerator.GetString(Base32, Length);

    /// <summary>Whether this is a key as <see cref="New"/> makes them.</summary>
    public static bool IsValid(string? key) => key is { Length: Length } && key.All(letter => Base32.Contains(letter, StringComparison.Ordinal));

    /// <summary>In groups of four, for somebody who types it.</summary>
    public static string FormatInGroups(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    /// <summary>What the QR code says, in the form that the apps read.</summary>
    /// <param name="house">Under whose name the app lists it.</param>
    public static string EnrollmentUri(string key, string issuer, string email) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6";

    /// <summary>A code as people type it, "123 456", without what stands between the digits.</summary>
    public static string NormalizeCode(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit));
}
