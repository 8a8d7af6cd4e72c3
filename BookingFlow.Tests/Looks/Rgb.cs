using System.Globalization;

namespace BookingFlow.Tests.Looks;

/// <summary>An sRGB colour with channels from 0 to 255.</summary>
internal sealed record Rgb(int Red, int Green, int Blue)
{
    /// <param name="hex">A colour as <c>#rgb</c> or <c>#rrggbb</c>.</param>
    public static Rgb Parse(string hex)
    {
        var digits = hex[1..];
        var full = digits.Length == 3 ? string.Concat(digits.Select(digit => $"{digit}{digit}")) : digits;
        return new(Byte(full, 0), Byte(full, 2), Byte(full, 4));
    }

    /// <summary>The contrast ratio to another colour as WCAG 2.2 defines it, from 1 to 21.</summary>
    public double ContrastTo(Rgb other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(int channel) => channel / 255d is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static int Byte(string digits, int at) => int.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
