using System.Net;
using System.Net.Sockets;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Who counts as one client where tries are counted: an address, or the network that one household has.</summary>
public static class ClientNetwork
{
    /// <summary>A household has a whole /64 of IPv6 addresses; they count as one client.</summary>
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
