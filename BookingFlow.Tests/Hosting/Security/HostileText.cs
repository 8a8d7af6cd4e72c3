using CsCheck;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>Generates text that an attacker would send.</summary>
/// <remarks>
/// Most of it contains <see cref="Marker"/>: a page that shows it unencoded has an element or an attribute of that name, and an answer into whose
/// headers it was injected has a header of that name.
/// </remarks>
internal static class HostileText
{
    public const string Marker = "x-marker";

    private static readonly Gen<string> Attack = Gen.OneOf(
        $"<{Marker}>", $"\"><{Marker}>", $"' {Marker}='", $"\" {Marker}=\"", $"</textarea><{Marker}>", $"</title><{Marker}>",
        $"</script><{Marker}>", $"\r\n{Marker}: 1\r\n\r\n<{Marker}>", $"\n{Marker}: 1", $"javascript:{Marker}", $"//{Marker}.example",
        $"/\\{Marker}.example", $"https://{Marker}.example/", $"]]><{Marker}>", $"{{{{{Marker}}}}}", $"{{0}}<{Marker}>", $"&lt;{Marker}&gt;",
        $"\u202E<{Marker}>", $"<svg {Marker}=1>", $"a@b.example\"><{Marker}>", $"\0<{Marker}>", $"\uD800<{Marker}>", $"%3C{Marker}%3E");

    private static readonly Gen<string> Edge = Gen.OneOf(
        "", " ", "\0", "\r\n", "-1", "0", "1", "2147483647", "2147483648", "-99999999999999999999", "1e308", "NaN", "٣", "0001-01-01", "9999-12-31",
        "9999-12-31T23:59:59.9999999", "2026-02-30", "24:61", "00000000-0000-0000-0000-000000000000", "true", "null", "[]", "K7QF-2M", "K7QF-2M 999999",
        "@", "a@b", "a@xn--.example", "https://[", "://", "\uFFFE", "\uD83C", "con", "../../etc/passwd", "C:\\", "*", "%", "_", "' OR 1=1--", "\"", "*:*",
        new string('a', 43), new string('é', 400), new string('9', 400));

    /// <summary>Long and repetitive, for expressions that backtrack and for limits of length.</summary>
    private static readonly Gen<string> Long =
        from part in Gen.OneOf("a", "a@", "a.", "1-", " ", "\n", "<", "(", "é", "🎭", "\"", "*a*")
        from length in Gen.OneOf(300, 3000, 12000)
        from end in Gen.OneOf("", "!", "\0", "@", $"<{Marker}>")
        select string.Concat(Enumerable.Repeat(part, length / part.Length)) + end;

    /// <summary>Any hostile text.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency<string>(
        (5, Attack), (3, Edge), (1, Long), (1, Gen.String[0, 50]),
        (2, Gen.Select(Gen.String[0, 10], Attack, Gen.String[0, 10], (a, b, c) => a + b + c)));

    /// <summary>Hostile text, or a usual value that was changed in the middle, so that it passes the first checks.</summary>
    public static Gen<string> Near(string usual) => usual.Length == 0 ? Any : Gen.Frequency<string>(
        (3, Any),
        (2, Gen.Select(Gen.Int[0, usual.Length], Attack, (at, attack) => usual.Insert(at, attack))),
        (1, Attack.Select(attack => usual + attack)));

    /// <summary>Hostile text of at most 500 characters, for addresses.</summary>
    public static Gen<string> Short { get; } = Any.Select(text => text.Length > 500 ? text[..500] : text);

    /// <summary>Hostile text that can be a header's value: without control characters, in Latin-1.</summary>
    public static Gen<string> HeaderValue { get; } = Gen.Frequency<string>(
        (3, Short.Select(text => new string([.. text.Where(c => c is >= ' ' and < '\u007F')]))),
        (1, Gen.OneOf(
            "\u00C3\u00A9\u00FF", ";;;,,,q=9", "xx-invalid;q=-1", "c=%00|uic=zz", "bytes=9999999999-1", "bytes=0-0,5-,-0", "yesterday", "\"x", "W/\"\"",
            "00-zz-zz-zz", "gzip;q=zz, *;q=0", "a=" + new string('b', 3000), "text/html;q=zz", "*/*", "not an address", "[::1]:99999", "-5",
            "multipart/form-data", "2026-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "100-continue", "evil.example, evil.example", "http://evil.example/")));
}
