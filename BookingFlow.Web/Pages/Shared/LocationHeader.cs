namespace BookingFlow.Web.Pages.Shared;

/// <summary>Encodes addresses for the Location header.</summary>
public static class LocationHeader
{
    /// <summary>Percent-encodes spaces, control characters and characters beyond ASCII; leaves everything else, existing escapes included.</summary>
    /// <remarks>
    /// A header is ASCII, and the server throws for anything else. An address that arrived in a query or a form is decoded, so <c>/%C3%A9</c> has
    /// become <c>/é</c> there.
    /// </remarks>
    public static string Encode(string path) => string.Concat(
        path.EnumerateRunes().Select(rune => rune.Value is > ' ' and < 0x7F ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
