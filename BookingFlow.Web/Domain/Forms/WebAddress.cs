namespace BookingFlow.Web.Domain.Forms;

/// <summary>Parses addresses of web pages, in forms and settings.</summary>
public static class WebAddress
{
    /// <summary>Parses an absolute http or https address with a host; null for anything else.</summary>
    public static Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.Host.Length > 0
            ? address
            : null;
}
