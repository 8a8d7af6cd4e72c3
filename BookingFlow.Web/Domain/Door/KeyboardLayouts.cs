namespace BookingFlow.Web.Domain.Door;

/// <summary>The keyboard layouts through which scans are read: US and UK, those of the supported languages, and each with Caps Lock.</summary>
/// <remarks>
/// Each table has the rows of a US keyboard, from the key left of 1 to the slash, without and with Shift; hold it beside a keyboard to check it.
/// Sources: the Unicode Common Locale Data Repository 41 (<c>keyboards/windows</c>, <c>keyboards/osx</c>) and xkeyboard-config 2.35 for Linux.
/// They agree on every character of a ticket's link, except as noted.
/// </remarks>
public static class KeyboardLayouts
{
    /// <summary>Longest text that is read: a web address and a token.</summary>
    private const int MaxLength = Limits.WebAddress + 100;

    /// <summary>The characters of the keys of a US keyboard, with a space between its four rows.</summary>
    public const string UsPlain = @"`1234567890-= qwertyuiop[]\ asdfghjkl;' zxcvbnm,./";

    /// <summary>The same with Shift.</summary>
    public const string UsShifted = """~!@#$%^&*()_+ QWERTYUIOP{}| ASDFGHJKL:" ZXCVBNM<>?""";

    // The keys, by their US characters, that Caps Lock shifts with these layouts on Windows, digits included. On Linux it shifts letters only.
    private const string GermanShiftLock = @"1234567890- qwertyuiop[]\ asdfghjkl;' zxcvbnm,.";
    private const string FrenchShiftLock = @"1234567890-= qwertyuiop[]\ asdfghjkl;' zxcvbnm,./";

    /// <summary>All layouts; the first is the scanner's own, which reads a text as it was typed.</summary>
    public static IReadOnlyList<KeyboardLayout> All { get; } =
    [
        .. Layout(UsPlain, UsShifted, isUs: true),

        // United Kingdom.
        .. Layout("`1234567890-= qwertyuiop[]# asdfghjkl;' zxcvbnm,./", """¬!"£$%^&*()_+ QWERTYUIOP{}~ ASDFGHJKL:@ ZXCVBNM<>?"""),

        // Italian.
        .. Layout(@"\1234567890'ì qwertyuiopè+ù asdfghjklòà zxcvbnm,.-", """|!"£$%&/()=?^ QWERTYUIOPé*§ ASDFGHJKLç° ZXCVBNM;:_"""),

        // German, Austrian.
        .. Layout(
            "◌1234567890ß◌ qwertzuiopü+# asdfghjklöä yxcvbnm,.-", """°!"§$%&/()=?◌ QWERTZUIOPÜ*' ASDFGHJKLÖÄ YXCVBNM;:_""",
            shiftLockKeys: GermanShiftLock),

        // German in Switzerland and Liechtenstein.
        .. Layout("§1234567890'◌ qwertzuiopü◌$ asdfghjklöä yxcvbnm,.-", """°+"*ç%&/()=?◌ QWERTZUIOPè!£ ASDFGHJKLéà YXCVBNM;:_"""),

        // French and Italian in Switzerland.
        .. Layout("§1234567890'◌ qwertzuiopè◌$ asdfghjkléà yxcvbnm,.-", """°+"*ç%&/()=?◌ QWERTZUIOPü!£ ASDFGHJKLöä YXCVBNM;:_"""),

        // Spanish; Latin American on every character of a link.
        .. Layout("º1234567890'¡ qwertyuiop◌+ç asdfghjklñ◌ zxcvbnm,.-", """ª!"·$%&/()=?¿ QWERTYUIOP◌*Ç ASDFGHJKLÑ◌ ZXCVBNM;:_"""),

        // French.
        .. Layout(
            """²&é"'(-è_çà)= azertyuiop◌$* qsdfghjklmù wxcvbn,;:!""", "~1234567890°+ AZERTYUIOP◌£µ QSDFGHJKLM% WXCVBN?./§",
            shiftLockKeys: FrenchShiftLock),

        // Belgian, and French on a Mac.
        .. Layout(
            """²&é"'(§è!çà)- azertyuiop◌$µ qsdfghjklmù wxcvbn,;:=""", "³1234567890°_ AZERTYUIOP◌*£ QSDFGHJKLM% WXCVBN?./+",
            shiftLockKeys: FrenchShiftLock),

        // French, standard of 2019 (NF Z71-300).
        .. Layout("@àéèê()‘’«»'◌ azertyuiop-+* qsdfghjklm/ wxcvbn.,:;", """#1234567890"◌ AZERTYUIOP–±½ QSDFGHJKLM\ WXCVBN?!…="""),
    ];

    /// <summary>Reads a typed text back through every layout.</summary>
    /// <returns>The different readings; the first is the text as typed, with <see cref="KeyboardMismatch.None"/>.</returns>
    public static IReadOnlyList<KeyboardReading> Read(string typed)
    {
        var asTyped = new KeyboardReading(typed, KeyboardMismatch.None);
        return typed.Length > MaxLength
            ? [asTyped]
            : [
                .. All.Select(layout => layout.ReadBack(typed) is { } text ? new KeyboardReading(text, layout.Mismatch) : null)
                    .OfType<KeyboardReading>()
                    .Prepend(asTyped)
                    .DistinctBy(reading => reading.Text, StringComparer.Ordinal),
            ];
    }

    private static IEnumerable<KeyboardLayout> Layout(string plain, string shifted, bool isUs = false, string shiftLockKeys = "")
    {
        var mismatch = isUs ? KeyboardMismatch.None : KeyboardMismatch.Layout;
        yield return new(mismatch, plain, shifted);
        yield return new(mismatch | KeyboardMismatch.CapsLock, plain, shifted, exchangesCase: true);
        if (shiftLockKeys.Length > 0)
        {
            yield return new(mismatch | KeyboardMismatch.CapsLock, ShiftLock(plain, shifted), ShiftLock(shifted, plain));
        }

        string ShiftLock(string row, string otherwise) => string.Concat(
            row.Zip(otherwise, UsPlain).Select(key => shiftLockKeys.Contains(key.Third, StringComparison.Ordinal) ? key.Second : key.First));
    }
}
