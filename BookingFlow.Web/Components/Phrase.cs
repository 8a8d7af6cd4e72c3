using System.Globalization;
using System.Text.RegularExpressions;

namespace BookingFlow.Web.Components;

/// <summary>A localized text whose placeholders ({0}, {1} …) are filled when it is rendered.</summary>
/// <remarks>That way a time among the values becomes a <c>time</c> element (see <see cref="Sentence"/>), wherever the language puts it.</remarks>
/// <param name="Template">The text with placeholders.</param>
/// <param name="Values">
/// Values of the placeholders: a <see cref="DateTime"/> (UTC), a <see cref="TimeOfDay"/>, or anything else, written by <c>ToString</c>.
/// </param>
public sealed partial record Phrase(string Template, params IReadOnlyList<object> Values)
{
    /// <summary>Splits the text into pieces, in order: text, and the value that follows it, if any.</summary>
    public IEnumerable<(string Words, object? Value)> Pieces()
    {
        var at = 0;
        foreach (var placeholder in Placeholder.Matches(Template).Cast<Match>())
        {
            yield return (Template[at..placeholder.Index], Values[int.Parse(placeholder.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)]);
            at = placeholder.Index + placeholder.Length;
        }

        yield return (Template[at..], null);
    }

    /// <summary>Renders the text as plain text, with dates and times in full.</summary>
    public string Text(Venue venue) => string.Concat(Pieces().Select(piece => piece.Words + piece.Value switch
    {
        DateTime at => venue.DayAndTime(at),
        TimeOfDay time => venue.Time(time.At),
        var value => value?.ToString(),
    }));

    [GeneratedRegex(@"\{(?<index>\d+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Placeholder { get; }
}
