using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Validates that each allowed network is an address or a network.</summary>
public sealed class WebhookSettingsValidator : IValidateOptions<WebhookSettings>
{
    public ValidateOptionsResult Validate(string? name, WebhookSettings options)
    {
        string[] failures = [.. options.AllowedPrivateNetworks
            .Where(text => !string.IsNullOrWhiteSpace(text) && ProxySettings.Parse(text) is null)
            .Select(text => $"The setting Webhooks:AllowedPrivateNetworks holds '{text}', which is neither an address nor a network.")];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
