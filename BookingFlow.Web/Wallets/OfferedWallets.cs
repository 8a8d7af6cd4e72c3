namespace BookingFlow.Web.Wallets;

/// <summary>The wallets that the venue has configured, and whether tickets offer them now.</summary>
/// <param name="Apple">Null if it is not configured.</param>
/// <param name="Google">Null if it is not configured.</param>
public sealed record OfferedWallets(AppleCertificate? Apple, GoogleKey? Google)
{
    /// <summary>How long before the certificate expires Administrators are warned.</summary>
    public static readonly TimeSpan WarnsBefore = TimeSpan.FromDays(30);

    /// <summary>Whether a ticket may be in a wallet.</summary>
    public bool IsConfigured => (Apple, Google) is not (null, null);

    /// <summary>Reads certificate and key.</summary>
    /// <exception cref="WalletSettingException">One of them cannot be used.</exception>
    public static OfferedWallets Read(WalletSettings settings) => new(AppleCertificate.Read(settings.Apple), GoogleKey.Read(settings.Google));

    /// <summary>Whether tickets offer a pass for Apple Wallet: not with an expired certificate, which phones refuse.</summary>
    /// <param name="now">UTC.</param>
    public bool OffersApple(DateTime now) => Apple is { } apple && now < apple.ExpiresAt;

    /// <summary>Returns when the certificate expires, if that is soon or over; UTC; null otherwise.</summary>
    /// <param name="now">UTC.</param>
    public DateTime? ExpiresSoon(DateTime now) => Apple is { } apple && now >= apple.ExpiresAt - WarnsBefore ? apple.ExpiresAt : null;
}
