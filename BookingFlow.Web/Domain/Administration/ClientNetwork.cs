using System.Net;
using System.Net.Sockets;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Identifies a client for rate limits: by its IPv4 address or its IPv6 /64 network.</summary>
public static class ClientNetwork
{
    /// <summary>Returns the IPv4 address, or the /64 prefix of an IPv6 address in hexadecimal; "unknown" for null.</summary>
    /// <remarks>A household usually has a whole /64 network, so counting single IPv6 addresses would not limit anything.</remarks>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
