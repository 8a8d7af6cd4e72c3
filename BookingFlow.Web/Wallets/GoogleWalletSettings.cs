namespace BookingFlow.Web.Wallets;

/// <summary>The section <c>Wallet:Google</c>: the key that signs what is added to Google Wallet.</summary>
public sealed class GoogleWalletSettings
{
    /// <summary>Full path of the service account's key (JSON); empty if the venue has none. Then tickets do not offer Google Wallet.</summary>
    public string ServiceAccountFile { get; set; } = "";

    /// <summary>A number.</summary>
    public string IssuerId { get; set; } = "";

    /// <summary>What all ids begin with, after the issuer's: another for each installation of the same issuer.</summary>
    public string ClassSuffix { get; set; } = "";
}
