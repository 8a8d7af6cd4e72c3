using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>Parses the address of a client or a proxy as people and proxies write it.</summary>
public static class ClientAddress
{
    /// <summary>Parses an IPv4 address of four decimal numbers, with or without leading zeros, or an IPv6 address.</summary>
    /// <remarks>
    /// <see cref="IPAddress.TryParse(string, out IPAddress)"/> also accepts the old notations: it reads 010.0.0.1 as octal (8.0.0.1), and 1234 and
    /// 0x7f.1 as addresses. A client would be counted as another one, and another proxy would be trusted than the one that was meant.
    /// </remarks>
    /// <returns>The address; null for any other text.</returns>
    public static IPAddress? Parse(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            var isAddress = IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
            return isAddress && !text.StartsWith('[') ? address : null;
        }

        byte[] bytes = [.. text.Split('.').Select(ParseNumber).TakeWhile(number => number is not null).Select(number => number!.Value)];
        return bytes.Length == 4 && text.Count(character => character == '.') == 3 ? new IPAddress(bytes) : null;
    }

    /// <summary>Parses an address with or without a port, such as <c>192.0.2.1:80</c>, <c>2001:db8::1</c> or <c>[2001:db8::1]:80</c>.</summary>
    /// <returns>The address; null for any other text.</returns>
    public static IPAddress? ParseWithPort(string text)
    {
        text = text.Trim();
        var colon = text.LastIndexOf(':');
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end > 0 && (end == text.Length - 1 || (colon == end + 1 && IsPort(text[(colon + 1)..]))) && text[1..end].Contains(':')
                ? Parse(text[1..end])
                : null;
        }

        var hasPort = colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) == colon;
        return !hasPort ? Parse(text) : IsPort(text[(colon + 1)..]) ? Parse(text[..colon]) : null;
    }

    private static bool IsPort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static byte? ParseNumber(string text) =>
        text.Length <= 3 && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
