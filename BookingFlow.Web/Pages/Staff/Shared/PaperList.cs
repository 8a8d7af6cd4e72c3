namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A list of parties for paper, each with a box to tick. The desk prints one, and the door another.</summary>
/// <param name="Lines">In the order in which they are looked for: by name.</param>
/// <param name="Performance">The one performance that they are all for; null: each line says which.</param>
public sealed record PaperList(IReadOnlyList<PaperLine> Lines, PerformanceFacts? Performance)
{
    /// <summary>For the door: how many are inside already, and a line to write how many came. Otherwise the state is told.</summary>
    public bool IsForTheDoor { get; init; }

    /// <summary>When the list was made; UTC. It stands on every sheet; null: on none.</summary>
    public DateTime? At { get; init; }

    /// <summary>The letter before the line, where its name is the first that begins so.</summary>
    public string? InitialAt(int line) =>
        SearchText.Initial(Lines[line].Name) is var initial && line > 0 && initial == SearchText.Initial(Lines[line - 1].Name) ? null : initial;
}
