using System.Globalization;
using System.Text;

namespace BookingFlow.Web.Domain.Forms;

/// <summary>Removes the invisible characters that pasting, autofill and dictation put into form fields.</summary>
/// <remarks>
/// Word processors insert soft hyphens and non-breaking spaces, address books wrap names and phone numbers in direction controls, and dictation
/// leaves object markers. Refusing them would ask people to correct what they cannot see (docs/decisions/0042).
/// </remarks>
public static class PastedText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Cleans a text of any length: removes direction controls and markers, and turns vertical tabs into line breaks.</summary>
    /// <remarks>
    /// Direction controls could make a name read as another one on the steward's screen. Non-breaking spaces and soft hyphens stay: in a longer text
    /// they may be intended. A lone surrogate becomes U+FFFD, which <see cref="FieldChecks.Text"/> refuses.
    /// </remarks>
    public static string Clean(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsMarker(rune) && !IsDirectionControl(rune))
            {
                // Presentation programs paste the line breaks within a paragraph as vertical tabs.
                cleaned.Append(rune.Value == '\v' ? "\n" : rune.ToString());
            }
        }

        return cleaned.ToString();
    }

    /// <summary>Cleans a text of one line, such as a name: in addition, all spaces become ordinary ones, and what is invisible is removed.</summary>
    /// <remarks>Joiners stay where they shape a letter, as in Persian names, or join an emoji.</remarks>
    public static string CleanLine(string text)
    {
        var runes = Clean(text).EnumerateRunes().Where(rune => !IsInvisible(rune)).Select(ToOrdinarySpace).ToList();
        var cleaned = new StringBuilder(text.Length);
        for (var i = 0; i < runes.Count; i++)
        {
            if (!IsJoiner(runes[i]) || (i > 0 && i < runes.Count - 1 && CanBeJoined(runes[i - 1]) && !Rune.IsWhiteSpace(runes[i + 1])))
            {
                cleaned.Append(runes[i].ToString());
            }
        }

        return cleaned.ToString();
    }

    /// <summary>Removes the code points that Unicode calls default ignorable, which no program shows, except joiners.</summary>
    /// <remarks>For addresses: a name may need a variation selector, and an address with and without it is the same to a mail server.</remarks>
    public static string WithoutIgnorable(string text) => string.Concat(text.EnumerateRunes().Where(rune => !IsIgnorable(rune)));

    // Of the derived property Default_Ignorable_Code_Point (DerivedCoreProperties.txt) all but the joiners, which CleanLine treats.
    private static bool IsIgnorable(Rune rune) => rune.Value is 0xAD or 0x34F or 0x61C or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0x1BCA0 and <= 0x1BCA3)
        or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF);

    // U+FEFF: byte order mark. U+FFFC: object replacement character.
    private static bool IsMarker(Rune rune) => rune.Value is 0xFEFF or 0xFFFC;

    // The embeddings, overrides and isolates. Not the marks (U+200E, U+200F, U+061C), which affect no other characters.
    private static bool IsDirectionControl(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // U+00AD: soft hyphen. U+061C, U+200E, U+200F: direction marks. U+200B: zero width space. U+2060 to U+2064: word joiner, invisible operators.
    private static bool IsInvisible(Rune rune) => rune.Value is 0xAD or 0x61C or 0x200B or 0x200E or 0x200F or (>= 0x2060 and <= 0x2064);

    // U+2800, U+3164 and U+FFA0 are not spaces by category, but look like them: a name of them would be blank.
    private static Rune ToOrdinarySpace(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator || rune.Value is '\t' or 0x2800 or 0x3164 or 0xFFA0 ? new Rune(' ') : rune;

    private static bool IsJoiner(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner;

    // Letters of scripts without case, combining marks (with the emoji variation selector), symbols (emoji) and skin tones.
    private static bool CanBeJoined(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}
