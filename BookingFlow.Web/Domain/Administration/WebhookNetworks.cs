using System.Net;
using System.Net.Sockets;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Decides to which network addresses webhooks may be sent: those of the internet, and networks that the operator allows.</summary>
/// <remarks>
/// Otherwise an Administrator of the program could make the server send requests to machines that only the server reaches, such as a database or a
/// cloud provider's metadata (server-side request forgery).
/// </remarks>
/// <param name="allowed">Networks that are not of the internet and are allowed nevertheless, also without HTTPS.</param>
public sealed class WebhookNetworks(IReadOnlyList<IPNetwork> allowed)
{
    // The special-purpose address registries of IANA (RFC 6890), with multicast and what is reserved. All of IPv6 but global unicast is special.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // Addresses that translators turn into those of IPv4, which they contain in their last 32 bits (RFC 6052).
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether there are allowed networks. Only there an address may start with http.</summary>
    public bool HasExceptions => allowed.Count > 0;

    /// <param name="isSecure">Whether the connection uses HTTPS. Without it, only allowed networks are.</param>
    public bool Allow(IPAddress address, bool isSecure)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(network => network.Contains(plain)) || (isSecure && IsOfTheInternet(plain));
    }

    private static bool IsOfTheInternet(IPAddress address)
    {
        if (Translated.Contains(address))
        {
            return IsOfTheInternet(new IPAddress(address.GetAddressBytes()[^4..]));
        }

        return !Special.Any(network => network.Contains(address))
            && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address));
    }
}
