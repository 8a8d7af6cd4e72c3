using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Identifies a client for rate limits: by its IPv4 address or its IPv6 /64 network.</summary>
public static class ClientNetwork
{
    /// <summary>Returns the IPv4 address, or the /64 prefix of an IPv6 address in hexadecimal; "unknown" for null.</summary>
    /// <remarks>A household usually has a whole /64 network, so counting single IPv6 addresses would not limit anything.</remarks>
    public static string Of(IPAddress? address) => Prefix(address, 8);

    /// <summary>Returns a short hash of the client's IPv4 address or IPv6 /56 network, for counts that are stored.</summary>
    /// <remarks>
    /// A /56, because that is what many providers give one customer, who can choose among its 256 /64 networks. The hash has 20 bits
    /// (2^32 addresses / 2^20 values = 4,096 IPv4 addresses a value), so that the address cannot be computed from what is stored. That two clients of
    /// the same hour have the same value, and so a common count, is rare.
    /// </remarks>
    public static int KeyOf(IPAddress? address) =>
        BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(Prefix(address, 7)))) & 0xFFFFF;

    private static string Prefix(IPAddress? address, int ipv6Bytes)
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
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, ipv6Bytes))
            : address.ToString();
    }
}
