using System.Net;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Webhooks</c>.</summary>
public sealed class WebhookSettings
{
    /// <summary>Private addresses and networks to which webhooks may be sent, also without HTTPS, such as <c>192.168.1.20</c>.</summary>
    public string[] AllowedPrivateNetworks { get; set; } = [];

    /// <summary>Parses <see cref="AllowedPrivateNetworks"/>. Invalid entries are left out.</summary>
    public IEnumerable<IPNetwork> Networks() => AllowedPrivateNetworks.Select(ProxySettings.Parse).OfType<IPNetwork>();
}
