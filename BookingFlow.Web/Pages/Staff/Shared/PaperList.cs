using System.Globalization;
using BookingFlow.Web.Data;

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

/// <summary>A party as a line of a list for paper shows it. Neither address nor telephone number is for paper.</summary>
/// <param name="Inside">How many of the party are inside already.</param>
public sealed record PaperLine(
    string Reference, string Name, int PartySize, ReservationStatus Status, string? Notes, PerformanceFacts Performance, int Inside)
{
    private const int NotesOnPaper = 120;

    /// <summary>So much of a message that a line stays a line.</summary>
    public string? ShortNotes => Notes is { Length: > NotesOnPaper }
        ? new StringInfo(Notes).SubstringByTextElements(0, Math.Min(NotesOnPaper, new StringInfo(Notes).LengthInTextElements)) + "…"
        : Notes;
}

public static class PaperLines
{
    public static IQueryable<PaperLine> OnPaper(this IQueryable<Reservation> parties, BookingDbContext db) => parties.Select(r => new PaperLine(
        r.Reference, r.Name, r.PartySize, r.Status, r.Notes,
        new PerformanceFacts(r.PerformanceId, r.Performance.Show.Slug, r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt),
        db.CheckIns.Where(c => c.ReservationId == r.Id).Sum(c => c.People)));
}
