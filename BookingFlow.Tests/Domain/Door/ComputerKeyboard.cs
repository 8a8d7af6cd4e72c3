namespace BookingFlow.Tests.Domain.Door;

/// <summary>A keyboard layout of an operating system, with or without Caps Lock: what a scanner's US keys arrive as.</summary>
/// <remarks>
/// Not made from the tables under test. Linux: produced with libxkbcommon 1.5 and xkeyboard-config 2.35. Windows and Mac: the files
/// <c>keyboards/windows</c> and <c>keyboards/osx</c> of the Unicode Common Locale Data Repository 41.
/// </remarks>
/// <param name="Typed">What arrives for each character of <see cref="Scanned"/>.</param>
public sealed record ComputerKeyboard(string Name, string Typed)
{
    /// <summary>Every character of a check-in link with a common address.</summary>
    public const string Scanned = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:/.";

    private const string Rows = """
        linux us off          abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:/.
        linux us caps         ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:/.
        linux gb off          abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:/.
        linux gb caps         ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:/.
        linux it off          abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?ç-.
        linux it caps         ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'?Ç-.
        linux de off          abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY0123456789ß?Ö-.
        linux de caps         ABCDEFGHIJKLMNOPQRSTUVWXZYabcdefghijklmnopqrstuvwxzy0123456789ẞ?ö-.
        linux ch off          abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY0123456789'?é-.
        linux ch caps         ABCDEFGHIJKLMNOPQRSTUVWXZYabcdefghijklmnopqrstuvwxzy0123456789'?É-.
        linux ch(fr) off      abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY0123456789'?ö-.
        linux ch(fr) caps     ABCDEFGHIJKLMNOPQRSTUVWXZYabcdefghijklmnopqrstuvwxzy0123456789'?Ö-.
        linux es off          abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?Ñ-.
        linux es caps         ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'?ñ-.
        linux fr off          qbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYWà&é"'(-è_ç)°M!:
        linux fr caps         QBCDEFGHIJKL,NOPARSTUVZXYWqbcdefghijkl?noparstuvzxywÀ&É"'(-È_Ç)°m!:
        linux fr(afnor) off   qbcdefghijkl.noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYW»àéèê()‘’«'"M;:
        linux fr(afnor) caps  QBCDEFGHIJKL.NOPARSTUVZXYWqbcdefghijkl?noparstuvzxyw»ÀÉÈÊ()‘’«'"m;:
        linux be off          qbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYWà&é"'(§è!ç)°M=:
        linux be caps         QBCDEFGHIJKL,NOPARSTUVZXYWqbcdefghijkl?noparstuvzxywÀ&É"'(§È!Ç)°m=:
        linux latam off       abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?Ñ-.
        linux latam caps      ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'?ñ-.
        linux fr(mac) off     qbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYWà&é"'(§è!ç)°M=:
        linux fr(mac) caps    QBCDEFGHIJKL,NOPARSTUVZXYWqbcdefghijkl?noparstuvzxywÀ&É"'(§È!Ç)°m=:
        windows en off        abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:/.
        windows en caps       ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:/.
        windows en-GB off     abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:/.
        windows en-GB caps    ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:/.
        windows it off        abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?ç-.
        windows it caps       ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'?ç-.
        windows de off        abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY0123456789ß?Ö-.
        windows de caps       ABCDEFGHIJKLMNOPQRSTUVWXZYabcdefghijklmnopqrstuvwxzy=!"§$%&/()?ßö-:
        windows de-CH off     abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY0123456789'?é-.
        windows de-CH caps    ABCDEFGHIJKLMNOPQRSTUVWXZYabcdefghijklmnopqrstuvwxzy0123456789'?É-.
        windows fr-CH off     abcdefghijklmnopqrstuvwxzyABCDEFGHIJKLMNOPQRSTUVWXZY0123456789'?ö-.
        windows fr-CH caps    ABCDEFGHIJKLMNOPQRSTUVWXZYabcdefghijklmnopqrstuvwxzy0123456789'?ö-.
        windows es off        abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?Ñ-.
        windows es caps       ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'?ñ-.
        windows fr off        qbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYWà&é"'(-è_ç)°M!:
        windows fr caps       QBCDEFGHIJKL?NOPARSTUVZXYWqbcdefghijkl,noparstuvzxyw0123456789°)m§/
        windows fr-BE off     qbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYWà&é"'(§è!ç)°M=:
        windows fr-BE caps    QBCDEFGHIJKL?NOPARSTUVZXYWqbcdefghijkl,noparstuvzxyw0123456789°)m+/
        mac fr off            qbcdefghijkl,noparstuvzxywQBCDEFGHIJKL?NOPARSTUVZXYWà&é"'(§è!ç)°M=:
        mac us caps           ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:/.
        mac fr caps           QBCDEFGHIJKL,NOPARSTUVZXYWQBCDEFGHIJKL?NOPARSTUVZXYWÀ&É"'(§È!ç)°M=:
        mac it caps           ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?ç-.
        mac es caps           ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'?Ñ-.
        mac de caps           ABCDEFGHIJKLMNOPQRSTUVWXZYABCDEFGHIJKLMNOPQRSTUVWXZY0123456789ß?Ö-.
        """;

    public static IReadOnlyList<ComputerKeyboard> All { get; } =
        [.. Rows.Split('\n', StringSplitOptions.TrimEntries).Select(row => new ComputerKeyboard(row[..22].TrimEnd(), row[22..]))];

    /// <summary>The keyboards on which every scan can be read.</summary>
    public static IEnumerable<ComputerKeyboard> Readable => All.Where(keyboard => !keyboard.LosesCase);

    /// <summary>Caps Lock on a Mac types capitals with Shift and without, so the letters of a token cannot be told apart.</summary>
    public bool LosesCase => Name.StartsWith("mac ", StringComparison.Ordinal) && Name.EndsWith(" caps", StringComparison.Ordinal);

    public string Type(string scanned) => string.Concat(scanned.Select(c => Typed[Scanned.IndexOf(c, StringComparison.Ordinal)]));

    public static ComputerKeyboard Named(string name) => All.Single(keyboard => keyboard.Name == name);

    public override string ToString() => Name;
}
