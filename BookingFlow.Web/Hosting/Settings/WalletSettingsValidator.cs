using BookingFlow.Web.Wallets;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Validates that the certificate and the key of the wallets can be used. An expired certificate is no invalid setting.</summary>
public sealed class WalletSettingsValidator : IValidateOptions<WalletSettings>
{
    public ValidateOptionsResult Validate(string? name, WalletSettings options)
    {
        var result = new ValidateOptionsResultBuilder();
        Try(() => AppleCertificate.Read(options.Apple));
        Try(() => GoogleKey.Read(options.Google));
        return result.Build();

        void Try(Func<object?> read)
        {
            try
            {
                _ = read();
            }
            catch (WalletSettingException invalid)
            {
                result.AddError(invalid.Message);
            }
        }
    }
}
