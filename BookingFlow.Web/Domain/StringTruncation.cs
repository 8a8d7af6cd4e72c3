namespace BookingFlow.Web.Domain;

/// <summary>Truncates texts to the length of a column or of an audit log entry.</summary>
public static class StringTruncation
{
    /// <summary>Truncates a text without splitting a surrogate pair.</summary>
    /// <param name="length">Maximum length in UTF-16 code units.</param>
    public static string Truncate(this string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>Returns an excerpt for the audit log: truncated with an ellipsis, or a dash for null and empty texts.</summary>
    /// <param name="length">Maximum length in UTF-16 code units, without the ellipsis.</param>
    public static string Excerpt(this string? text, int length) => text switch
    {
        null or "" => "–",
        _ when text.Length > length => $"{text.Truncate(length)}…",
        _ => text,
    };
}
