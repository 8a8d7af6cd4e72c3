using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace BookingFlow.Web.Wallets;

/// <summary>The key of the venue's service account for Google Wallet.</summary>
public sealed partial class GoogleKey
{
    private GoogleKey(GoogleWalletSettings settings, string account, RSA key)
    {
        Account = account;
        IdPrefix = $"{settings.IssuerId}.{settings.ClassSuffix}";
        Credentials = new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256);
    }

    /// <summary>The address of the service account.</summary>
    public string Account { get; }

    /// <summary>What the ids of classes and objects begin with.</summary>
    public string IdPrefix { get; }

    public SigningCredentials Credentials { get; }

    /// <summary>Reads the key.</summary>
    /// <returns>Null if the settings name no key.</returns>
    /// <exception cref="WalletSettingException">A setting is missing or invalid, or the key cannot be read.</exception>
    public static GoogleKey? Read(GoogleWalletSettings settings)
    {
        if (settings.ServiceAccountFile.Length == 0 && settings.IssuerId.Length == 0)
        {
            return null;
        }

        if (settings.ServiceAccountFile.Length == 0)
        {
            throw new WalletSettingException("The setting Wallet:Google:ServiceAccountFile is missing, but Wallet:Google:IssuerId is set.");
        }

        if (!Digits().IsMatch(settings.IssuerId))
        {
            throw new WalletSettingException(
                "The setting Wallet:Google:IssuerId must be the number of the issuer account, such as 3388000000012345678.");
        }

        if (!Id().IsMatch(settings.ClassSuffix))
        {
            throw new WalletSettingException(
                "The setting Wallet:Google:ClassSuffix must have 1 to 30 letters, digits, hyphens and underscores, such as bookingflow.");
        }

        var (account, key) = ReadFile(settings.ServiceAccountFile);
        return new GoogleKey(settings, account, key);
    }

    private static (string Account, RSA Key) ReadFile(string path)
    {
        var key = RSA.Create();
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            key.ImportFromPem(json.RootElement.GetProperty("private_key").GetString());
            return (json.RootElement.GetProperty("client_email").GetString()!, key);
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException
                or ArgumentException or CryptographicException)
        {
            key.Dispose();
            // Not the exception's message, which may quote the file.
            throw new WalletSettingException(
                $"The setting Wallet:Google:ServiceAccountFile is {path}, which cannot be read as the key of a service account "
                + $"({(unreadable is IOException or UnauthorizedAccessException ? unreadable.Message.TrimEnd('.') : "a JSON file with client_email and private_key")}).",
                unreadable);
        }
    }

    [GeneratedRegex("^[0-9]{1,20}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Digits();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,30}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Id();
}
