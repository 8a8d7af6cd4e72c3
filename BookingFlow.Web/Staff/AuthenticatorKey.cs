using System.Security.Cryptography;

namespace BookingFlow.Web.Staff;

/// <summary>Generates and formats the secret key of an authenticator app: 160 random bits in base32.</summary>
/// <remarks>The key is kept in the page that shows it, and stored only when a code has proved that the app has it.</remarks>
public static class AuthenticatorKey
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Number of base32 characters for 160 bits.</summary>
    private const int Length = 32;

    public static string New() => RandomNumberGenerator.GetString(Base32, Length);

    /// <summary>Whether the text has the format of <see cref="New"/>.</summary>
    public static bool IsValid(string? key) => key is { Length: Length } && key.All(letter => Base32.Contains(letter, StringComparison.Ordinal));

    /// <summary>Formats the key in groups of four characters, for typing it into the app.</summary>
    public static string FormatInGroups(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    /// <summary>Returns the <c>otpauth</c> URI for the QR code that the app scans.</summary>
    /// <param name="issuer">The name under which the app lists the key.</param>
    /// <param name="email">The account's address, which the app shows with the name.</param>
    public static string EnrollmentAddress(string key, string issuer, string email) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6";

    /// <summary>Removes separators from a code such as "123 456".</summary>
    public static string NormalizeCode(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit));
}
