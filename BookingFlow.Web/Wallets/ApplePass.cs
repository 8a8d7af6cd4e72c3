using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pictures;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Wallets;

/// <summary>
/// Makes the file of a pass for Apple Wallet: the pass, its pictures, a manifest with their checksums, and the signature of the manifest.
/// </summary>
/// <remarks>The form of the files is that of Apple's "Wallet Passes" documentation (docs/decisions/0067).</remarks>
public sealed class ApplePass(OfferedWallets wallets, IStringLocalizer<Words> words, TimeProvider clock)
{
    public const string ContentType = "application/vnd.apple.pkpass";

    public const string FileName = "ticket.pkpass";

    /// <summary>Creates the file, in the current UI language.</summary>
    /// <param name="logo">The venue's logo; null if there is none.</param>
    /// <exception cref="InvalidOperationException">No certificate is configured.</exception>
    public byte[] Create(WalletTicket ticket, VenueLogo? logo)
    {
        var certificate = wallets.Apple ?? throw new InvalidOperationException("No certificate for Apple Wallet is configured.");
        List<(string Name, byte[] Content)> files =
        [
            ("pass.json", JsonSerializer.SerializeToUtf8Bytes(ApplePassContent.Of(ticket, certificate, hasLogo: logo is not null, words))),
            .. PassPictures.Of(ticket.Venue.AccentInUse.Base, logo?.Picture),
        ];
        // SHA-1 is what the format prescribes. What protects the pass is the signature, whose checksum is SHA-256.
#pragma warning disable CA5350
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            files.ToDictionary(file => file.Name, file => Convert.ToHexStringLower(SHA1.HashData(file.Content)), StringComparer.Ordinal));
#pragma warning restore CA5350
        return Zip([.. files, ("manifest.json", manifest), ("signature", Sign(manifest, certificate))]);
    }

    private byte[] Sign(byte[] manifest, AppleCertificate certificate)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            // Only what the venue has configured: building the chain could ask the network.
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.Add(certificate.Intermediate);
        // Wallet requires it.
        signer.SignedAttributes.Add(new Pkcs9SigningTime(clock.GetUtcNow().UtcDateTime));
        var message = new SignedCms(new ContentInfo(manifest), detached: true);
        message.ComputeSignature(signer, silent: true);
        return message.Encode();
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                // Stored, because pictures do not get smaller.
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
