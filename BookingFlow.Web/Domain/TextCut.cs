namespace BookingFlow.Web.Domain;

/// <summary>Cuts texts to the room that there is for them: columns, and lines of the audit log.</summary>
public static class TextCut
{
    /// <summary>At most this many UTF-16 characters from the beginning. A character of two halves is not split.</summary>
    public static string Cut(this string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>The beginning of a text, with an ellipsis where it goes on; a dash where there is none. For the audit log.</summary>
    public static string Excerpt(this string? text, int length) => text switch
    {
        null or "" => "–",
        _ when text.Length > length => $"{text.Cut(length)}…",
        _ => text,
    };
}
