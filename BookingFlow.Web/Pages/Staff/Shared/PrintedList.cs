namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A printable list of parties with checkboxes, for the box office or for the door.</summary>
/// <param name="Lines">The parties, ordered by name.</param>
/// <param name="Performance">The performance that all parties are for; null: each line names its own.</param>
public sealed record PrintedList(IReadOnlyList<PrintedListLine> Lines, PerformanceFacts? Performance)
{
    /// <summary>
    /// True for the door list: it shows how many people are inside, and a blank to write how many came. False: it shows the status.
    /// </summary>
    public bool IsForTheDoor { get; init; }

    /// <summary>Time of printing (UTC), repeated on every page; null: not printed.</summary>
    public DateTime? At { get; init; }

    /// <summary>Returns the initial to print beside a line: the first letter of its name where it differs from the line above, else null.</summary>
    /// <param name="line">Index of the line, from 0.</param>
    public string? InitialAt(int line) =>
        SearchText.Initial(Lines[line].Name) is var initial && line > 0 && initial == SearchText.Initial(Lines[line - 1].Name) ? null : initial;
}
