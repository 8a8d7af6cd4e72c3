namespace BookingFlow.Web.Domain.Administration;

/// <summary>The venue's accent colour, with the shades in which pages and mails use it in light and dark mode.</summary>
/// <remarks>
/// Links are text in this colour, and buttons have white text on it, so it must have a contrast of <see cref="MinimumContrast"/> with both
/// (WCAG 2.2, 1.4.3). In dark mode tints are derived that have it too (docs/decisions/0044).
/// </remarks>
public sealed record AccentColour
{
    public const double MinimumContrast = 4.5;

    /// <summary>The contrast of links in dark mode: more than the minimum, because thin light text on a dark ground is harder to read.</summary>
    private const double DarkLinkContrast = 7;

    private AccentColour(Colour colour) => Base = colour;

    /// <summary>The colour of the style sheets, used while the venue has not chosen one.</summary>
    public static AccentColour Default { get; } = new(new Colour(0x8a, 0x1c, 0x2b));

    /// <summary>The ground of pages in light mode: <c>--paper</c> in site.css.</summary>
    public static Colour LightPaper { get; } = new(0xf6, 0xf1, 0xe8);

    /// <summary>The ground of mails in light mode.</summary>
    public static Colour MailPaper { get; } = new(0xf4, 0xef, 0xe6);

    private static Colour[] LightGrounds { get; } = [Colour.White, LightPaper, MailPaper];

    /// <summary>The lightest ground in dark mode: <c>--sheet</c> in site.css.</summary>
    public static Colour DarkSheet { get; } = new(0x21, 0x1a, 0x17);

    /// <summary>The chosen colour: links, buttons and lines in light mode.</summary>
    public Colour Base { get; }

    /// <summary>Links and buttons under the pointer in light mode.</summary>
    public Colour Deep => Base.Mix(Colour.Black, 0.25);

    /// <summary>Links in dark mode.</summary>
    public Colour OnDark => Base.MixUntil(Colour.White, tint => tint.ContrastWith(DarkSheet) >= DarkLinkContrast);

    /// <summary>Links under the pointer in dark mode.</summary>
    public Colour OnDarkDeep => OnDark.Mix(Colour.White, 0.4);

    /// <summary>Buttons and lines in dark mode: the lightest tint on which white text has enough contrast.</summary>
    public Colour DarkButton => Base.Mix(Colour.White, Enumerable.Range(0, 101)
        .TakeWhile(step => Base.Mix(Colour.White, step / 100d).ContrastWith(Colour.White) >= MinimumContrast).LastOrDefault() / 100d);

    /// <summary>Returns the colour as the venue's accent; null if its contrast is too low.</summary>
    public static AccentColour? Of(Colour colour) => ContrastOf(colour) >= MinimumContrast ? new(colour) : null;

    /// <summary>Returns the lowest contrast that a colour would have as the accent: with the light grounds, and with white text on it.</summary>
    public static double ContrastOf(Colour colour) => LightGrounds.Min(colour.ContrastWith);

    /// <summary>Returns the nearest darker shade whose contrast is high enough.</summary>
    public static Colour Suggest(Colour colour) => colour.MixUntil(Colour.Black, shade => ContrastOf(shade) >= MinimumContrast);
}
