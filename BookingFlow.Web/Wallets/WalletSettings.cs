namespace BookingFlow.Web.Wallets;

/// <summary>The section <c>Wallet</c>: tickets in the wallets of phones (docs/decisions/0067).</summary>
public sealed class WalletSettings
{
    public AppleWalletSettings Apple { get; } = new();

    public GoogleWalletSettings Google { get; } = new();
}
