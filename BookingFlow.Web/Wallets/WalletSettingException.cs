namespace BookingFlow.Web.Wallets;

/// <summary>A certificate or key of a wallet cannot be used. The message is a sentence that names the setting.</summary>
public sealed class WalletSettingException : Exception
{
    public WalletSettingException()
    {
    }

    public WalletSettingException(string message)
        : base(message)
    {
    }

    public WalletSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
