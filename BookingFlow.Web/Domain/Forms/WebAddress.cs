namespace BookingFlow.Web.Domain.Forms;

/// <summary>What counts as the address of a web page, wherever one may be typed or set.</summary>
public static class WebAddress
{
    /// <summary>An absolute address that begins with https or http and names a host; null for anything else.</summary>
    public static Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.Host.Length > 0
            ? address
            : null;
}
