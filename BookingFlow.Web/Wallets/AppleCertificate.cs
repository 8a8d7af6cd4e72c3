using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BookingFlow.Web.Wallets;

/// <summary>The venue's certificate for passes of Apple Wallet, with its key and the certificate that issued it.</summary>
public sealed class AppleCertificate
{
    /// <summary>The attributes of the subject in which Apple writes the identifiers of the pass type and of the team.</summary>
    private const string UserId = "0.9.2342.19200300.100.1.1", OrganizationalUnit = "2.5.4.11";

    private AppleCertificate(AppleWalletSettings settings, X509Certificate2 certificate, X509Certificate2 intermediate)
    {
        (PassTypeIdentifier, TeamIdentifier) = (settings.PassTypeIdentifier, settings.TeamIdentifier);
        (Certificate, Intermediate) = (certificate, intermediate);
    }

    public string PassTypeIdentifier { get; }

    public string TeamIdentifier { get; }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2 Intermediate { get; }

    /// <summary>When the first of the two certificates expires; UTC.</summary>
    public DateTime ExpiresAt => Earlier(Certificate.NotAfter.ToUniversalTime(), Intermediate.NotAfter.ToUniversalTime());

    /// <summary>Reads the certificates and compares them with the identifiers. An expired one is read, too.</summary>
    /// <returns>Null if the settings name no certificate.</returns>
    /// <exception cref="WalletSettingException">A setting is missing or does not fit the certificate.</exception>
    public static AppleCertificate? Read(AppleWalletSettings settings)
    {
        string[] values =
        [
            settings.CertificateFile, settings.CertificatePassword, settings.IntermediateFile, settings.PassTypeIdentifier, settings.TeamIdentifier,
        ];
        if (values.All(value => value.Length == 0))
        {
            return null;
        }

        Require(settings.CertificateFile, nameof(settings.CertificateFile));
        Require(settings.IntermediateFile, nameof(settings.IntermediateFile));
        Require(settings.PassTypeIdentifier, nameof(settings.PassTypeIdentifier));
        Require(settings.TeamIdentifier, nameof(settings.TeamIdentifier));
        var certificate = Load(
            () => X509CertificateLoader.LoadPkcs12FromFile(settings.CertificateFile, settings.CertificatePassword),
            $"The setting Wallet:Apple:CertificateFile is {settings.CertificateFile}, which cannot be read as a certificate with the password "
            + "of Wallet:Apple:CertificatePassword");
        var intermediate = Load(
            () => X509CertificateLoader.LoadCertificateFromFile(settings.IntermediateFile),
            $"The setting Wallet:Apple:IntermediateFile is {settings.IntermediateFile}, which cannot be read as a certificate");
        if (CheckIdentifiers(settings, certificate, intermediate) is { } problem)
        {
            throw new WalletSettingException(problem);
        }

        return new AppleCertificate(settings, certificate, intermediate);
    }

    private static string? CheckIdentifiers(AppleWalletSettings settings, X509Certificate2 certificate, X509Certificate2 intermediate)
    {
        // A pass with another identifier than its certificate's is refused by the phone, without a reason.
        var (passType, team) = (Subject(certificate, UserId), Subject(certificate, OrganizationalUnit));
        return certificate switch
        {
            { HasPrivateKey: false } => "The setting Wallet:Apple:CertificateFile names a certificate without its private key.",
            _ when certificate.GetRSAPrivateKey() is null => "The setting Wallet:Apple:CertificateFile names a certificate whose key is not RSA.",
            _ when !certificate.IssuerName.RawData.AsSpan().SequenceEqual(intermediate.SubjectName.RawData) =>
                $"The setting Wallet:Apple:IntermediateFile must be the certificate of the issuer, which is {certificate.Issuer}.",
            _ when passType is not null && passType != settings.PassTypeIdentifier =>
                $"The setting Wallet:Apple:PassTypeIdentifier must be that of the certificate, which is {passType}.",
            _ when team is not null && team != settings.TeamIdentifier =>
                $"The setting Wallet:Apple:TeamIdentifier must be that of the certificate, which is {team}.",
            _ => null,
        };
    }

    /// <returns>The first attribute of the subject with this object identifier; null if it has none.</returns>
    private static string? Subject(X509Certificate2 certificate, string attribute) =>
        certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == attribute)
            .Select(name => name.GetSingleElementValue())
            .FirstOrDefault();

    private static void Require(string value, string name)
    {
        if (value.Length == 0)
        {
            throw new WalletSettingException($"The setting Wallet:Apple:{name} is missing, but others of Wallet:Apple are set.");
        }
    }

    private static X509Certificate2 Load(Func<X509Certificate2> load, string problem)
    {
        try
        {
            return load();
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new WalletSettingException($"{problem} ({unreadable.Message.TrimEnd('.')}).", unreadable);
        }
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
