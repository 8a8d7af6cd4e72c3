using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace BookingFlow.Tests.Infrastructure.Wallets;

/// <summary>A certificate chain like Apple's and a key like that of a Google service account, self-made, in files.</summary>
public sealed class WalletFiles : IDisposable
{
    public const string PassType = "pass.example.lantern.ticket";

    public const string Team = "ABCDE12345";

    public const string Password = "signs-passes";

    public const string Account = "wallet@lantern.iam.gserviceaccount.example";

    public const string Issuer = "3388000000012345678";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookingflow-wallet-");
    private readonly RSA _googleKey = RSA.Create(2048);

    /// <param name="now">UTC; the certificates are valid from a day before.</param>
    /// <param name="validFor">How long the certificate is valid after <paramref name="now"/>. The issuer's is valid for two years.</param>
    public WalletFiles(DateTime? now = null, TimeSpan? validFor = null)
    {
        var at = new DateTimeOffset(now ?? DateTime.UtcNow);
        using var rootKey = RSA.Create(2048);
        using var root = Authority("CN=Root", rootKey).CreateSelfSigned(at.AddDays(-2), at.AddYears(3));
        using var intermediateKey = RSA.Create(2048);
        using var intermediate = Authority("CN=Intermediate, O=Lantern", intermediateKey).Create(root, at.AddDays(-1), at.AddYears(2), [1]);
        using var key = RSA.Create(2048);
        var request = Request($"CN=Pass Type ID, OID.0.9.2342.19200300.100.1.1={PassType}, OU={Team}, O=Lantern", key);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        // By the issuer's name: by its certificate, the framework would refuse one that is valid longer.
        using var issued = request.Create(
            intermediate.SubjectName, X509SignatureGenerator.CreateForRSA(intermediateKey, RSASignaturePadding.Pkcs1), at.AddDays(-1),
            at + (validFor ?? TimeSpan.FromDays(365)), [2]);
        using var certificate = issued.CopyWithPrivateKey(key);

        File.WriteAllText(Root, root.ExportCertificatePem());
        File.WriteAllBytes(Intermediate, intermediate.RawData);
        File.WriteAllBytes(Certificate, certificate.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllText(
            ServiceAccount,
            JsonSerializer.Serialize(new { type = "service_account", client_email = Account, private_key = _googleKey.ExportPkcs8PrivateKeyPem() }));
    }

    public string Root => In("root.pem");

    public string Intermediate => In("intermediate.cer");

    public string Certificate => In("pass.p12");

    public string ServiceAccount => In("service-account.json");

    /// <summary>The public part of the service account's key.</summary>
    public RSAParameters GoogleKey => _googleKey.ExportParameters(includePrivateParameters: false);

    public (string, string)[] Apple =>
    [
        ("Wallet:Apple:CertificateFile", Certificate), ("Wallet:Apple:CertificatePassword", Password), ("Wallet:Apple:IntermediateFile", Intermediate),
        ("Wallet:Apple:PassTypeIdentifier", PassType), ("Wallet:Apple:TeamIdentifier", Team),
    ];

    public (string, string)[] Google => [("Wallet:Google:ServiceAccountFile", ServiceAccount), ("Wallet:Google:IssuerId", Issuer)];

    /// <summary>Path of a file in the folder of the files, which is deleted with them.</summary>
    public string In(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        _googleKey.Dispose();
        _folder.Delete(recursive: true);
    }

    private static CertificateRequest Request(string subject, RSA key) => new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static CertificateRequest Authority(string subject, RSA key)
    {
        var request = Request(subject, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }
}
