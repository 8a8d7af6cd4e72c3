using System.Globalization;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Brings the host of an e-mail address to its canonical forms (IDNA), so that one host is always written the same way.</summary>
internal static class EmailHost
{
    private const string PunycodePrefix = "xn--";

    // The dots of East Asian keyboards, which IDNA treats as dots. NFKC has made U+FF0E and U+FF61 of them already, but not U+3002.
    private static readonly char[] Dots = ['.', '\u3002', '\uFF0E', '\uFF61'];

    private static readonly IdnMapping Idna = new() { UseStd3AsciiRules = true };

    public static string[] Labels(string host) => host.Split(Dots);

    /// <summary>Returns the form that mail servers use: ASCII, in lower case.</summary>
    /// <returns>Null if the host has none, because it is not valid.</returns>
    public static string? ToAscii(string host)
    {
        var lower = host.ToLowerInvariant();
        if (Ascii.IsValid(lower) && !lower.Contains(PunycodePrefix, StringComparison.Ordinal))
        {
            // Underscores and two hyphens are not for IDNA to refuse: such hosts exist.
            return lower;
        }

        try
        {
            return Idna.GetAscii(lower).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Returns the form that people read, in lower case. It has exactly one <see cref="ToAscii"/> form, and that one has only this.</summary>
    /// <returns>Null if the host has none, because it is not valid.</returns>
    public static string? ToUnicode(string host)
    {
        if (ToAscii(string.Join('.', Labels(host)).TrimEnd('.')) is not { } ascii)
        {
            return null;
        }

        try
        {
            var unicode = ascii.Contains(PunycodePrefix, StringComparison.Ordinal) ? Idna.GetUnicode(ascii) : ascii;
            return ToAscii(unicode) == ascii ? unicode : ascii;
        }
        catch (ArgumentException)
        {
            return ascii;
        }
    }
}
