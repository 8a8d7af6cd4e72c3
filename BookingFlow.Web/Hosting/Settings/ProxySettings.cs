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
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || ClientAddress.Parse(parts[0]) is not { } address)
        {
            return null;
        }

        return parts.Length == 1
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse($"{address}/{parts[1]}", out var network) ? network : null;
    }
}
