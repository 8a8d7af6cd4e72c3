using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Validates that each known proxy is an address or a network.</summary>
public sealed class ProxySettingsValidator : IValidateOptions<ProxySettings>
{
    public ValidateOptionsResult Validate(string? name, ProxySettings options)
    {
        string[] failures = [.. options.Known
            .Where(text => !string.IsNullOrWhiteSpace(text) && ProxySettings.Parse(text) is null)
            .Select(text => $"The setting Proxies:Known holds '{text}', which is neither an address nor a network.")];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
