using System.Net;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>The section <c>Proxies</c>.</summary>
public sealed class ProxySettings
{
    /// <summary>Addresses and networks whose forwarded headers are trusted, such as <c>10.0.0.5</c> or <c>10.0.0.0/24</c>.</summary>
    public string[] Known { get; set; } = [];

    /// <summary>Parses <see cref="Known"/>, where a single address is a network of one address. Invalid entries are left out.</summary>
    public IEnumerable<IPNetwork> Networks() => Known.Select(Parse).OfType<IPNetwork>();

    /// <returns>The network; null if the text is neither an address nor a network.</returns>
    internal static IPNetwork? Parse(string text)
    {
        text = text.Trim();
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
