using System.Globalization;
using System.Text.RegularExpressions;

namespace BookingFlow.Web.Components;

/// <summary>
/// A sentence whose blanks ({0}, {1} …) are filled when it is shown, so that a time among them becomes a
/// <c>time</c> element (see <see cref="Sentence"/>) wherever the language puts it.
/// </summary>
/// <param name="Template">The words, blanks open.</param>
/// <param name="Values">
/// What stands in the blanks: a <see cref="DateTime"/> (UTC), a <see cref="TimeOfDay"/>, or anything that is written as it is.
/// </param>
public sealed partial record Phrase(string Template, params IReadOnlyList<object> Values)
{
    /// <summary>The pieces in their order: words, then what stands in the blank behind them, if one does.</summary>
    public IEnumerable<(string Words, object? Value)> Pieces()
    {
        var at = 0;
        foreach (var blank in Blank.Matches(Template).Cast<Match>())
        {
            yield return (Template[at..blank.Index], Values[int.Parse(blank.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)]);
            at = blank.Index + blank.Length;
        }

        yield return (Template[at..], null);
    }

    /// <summary>As plain text, times in full.</summary>
    public string Text(Venue venue) => string.Concat(Pieces().Select(piece => piece.Words + piece.Value switch
    {
        DateTime at => venue.DayAndTime(at),
        TimeOfDay time => venue.Time(time.At),
        var value => value?.ToString(),
    }));

    [GeneratedRegex(@"\{(?<index>\d+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Blank { get; }
}
