namespace BookingFlow.Web.Domain.Forms;

/// <summary>Parses origins of websites, such as <c>https://www.theatre.example</c>, with which a security policy names them.</summary>
public static class WebOrigin
{
    /// <summary>Parses an https origin; a slash at its end is allowed.</summary>
    /// <returns>
    /// Scheme, host in ASCII, and the port if it is not 443; null for anything else, such as an address with a path, or with a wildcard.
    /// </returns>
    public static string? Read(string? text) =>
        WebAddress.Read(text) is { PathAndQuery: "/", Fragment.Length: 0, UserInfo.Length: 0 } address
        && address.Scheme == Uri.UriSchemeHttps
        && IsHostName(address.IdnHost)
            ? address.IsDefaultPort ? $"https://{address.IdnHost}" : FormattableString.Invariant($"https://{address.IdnHost}:{address.Port}")
            : null;

    // Other characters could end the policy's directive.
    private static bool IsHostName(string host) =>
        Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
        && host.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
}
