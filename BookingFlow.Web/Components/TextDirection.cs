using System.Text;

namespace BookingFlow.Web.Components;

/// <summary>Keeps names in right-to-left scripts from reordering the text around them.</summary>
public static class TextDirection
{
    private const char FirstStrongIsolate = '\u2068', PopDirectionalIsolate = '\u2069';

    /// <summary>Isolates a value for a sentence that is plain text; markup uses <c>bdi</c> instead.</summary>
    /// <remarks>Without it, "سارة, 4 people" is displayed with the number on the wrong side of the name.</remarks>
    /// <returns>The value; with isolate characters around it if it has right-to-left letters.</returns>
    public static string Isolate(string value) =>
        value.EnumerateRunes().Any(IsRightToLeft) ? $"{FirstStrongIsolate}{value}{PopDirectionalIsolate}" : value;

    // The blocks of Hebrew, Arabic, Syriac, Thaana and related scripts, and their presentation forms.
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);
}
