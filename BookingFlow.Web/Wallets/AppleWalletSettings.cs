namespace BookingFlow.Web.Wallets;

/// <summary>The section <c>Wallet:Apple</c>: the certificate that signs passes.</summary>
public sealed class AppleWalletSettings
{
    /// <summary>Full path of the certificate with its key (PKCS #12); empty if the venue has none. Then tickets do not offer Apple Wallet.</summary>
    public string CertificateFile { get; set; } = "";

    public string CertificatePassword { get; set; } = "";

    /// <summary>Full path of the certificate that issued it, which every pass contains (DER or PEM).</summary>
    public string IntermediateFile { get; set; } = "";

    /// <summary>Such as <c>pass.example.theatre.ticket</c>.</summary>
    public string PassTypeIdentifier { get; set; } = "";

    /// <summary>Ten letters and digits.</summary>
    public string TeamIdentifier { get; set; } = "";
}
