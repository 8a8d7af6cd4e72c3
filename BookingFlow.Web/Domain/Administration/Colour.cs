using System.Globalization;
using System.Runtime.InteropServices;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>An sRGB colour with channels from 0 to 255.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>The colour as browsers read it: <c>#8a1c2b</c>.</summary>
    public string Hex => $"#{Digits}";

    /// <summary>The six digits of <see cref="Hex"/>, for addresses.</summary>
    public string Digits => string.Create(CultureInfo.InvariantCulture, $"{Red:x2}{Green:x2}{Blue:x2}");

    // WCAG 2.2, relative luminance.
    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Parses a colour of six hexadecimal digits, with or without the number sign; null for anything else.</summary>
    public static Colour? Parse(string? text)
    {
        var digits = text?.StartsWith('#') == true ? text[1..] : text;
        return digits?.Length == 6
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                ? new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value)
                : null;
    }

    /// <summary>Returns the contrast ratio to another colour as WCAG 2.2 defines it, from 1 to 21.</summary>
    public double ContrastWith(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>Mixes in another colour.</summary>
    /// <param name="share">The share of the other colour, from 0 to 1.</param>
    public Colour Mix(Colour other, double share)
    {
        return new(Channel(Red, other.Red), Channel(Green, other.Green), Channel(Blue, other.Blue));

        byte Channel(byte mine, byte theirs) => (byte)Math.Round(mine + ((theirs - mine) * share));
    }

    /// <summary>Mixes in another colour, in steps of a hundredth, until the mixture satisfies a condition; else returns that colour.</summary>
    public Colour MixUntil(Colour other, Func<Colour, bool> satisfies)
    {
        var colour = this;
        return Enumerable.Range(0, 100).Select(step => colour.Mix(other, step / 100d)).Where(satisfies).Append(other).First();
    }

    private static double Linear(byte channel) => channel / 255d is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
