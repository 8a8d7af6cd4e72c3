using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Data;

/// <summary>Creates signing secrets of webhooks, and encrypts them with the keys of data protection, which are in the database.</summary>
/// <remarks>
/// The program must have the secret itself to sign, so a hash would not do. Encrypted, it is not in an export of the table, a log or a screen.
/// </remarks>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("BookingFlow.WebhookSecret");

    /// <summary>Creates a secret in the form of the Standard Webhooks specification: <c>whsec_</c> and 32 random bytes in base64.</summary>
    public static string New() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    public string Protect(string secret) => _protector.Protect(secret);

    /// <exception cref="CryptographicException">The keys with which it was encrypted are lost.</exception>
    public string Unprotect(string secret) => _protector.Unprotect(secret);
}
