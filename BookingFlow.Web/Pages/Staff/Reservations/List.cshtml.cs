using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>What was found as a list for paper: everybody, by name, with a box to tick.</summary>
public sealed class ListModel(BookingDbContext db) : FindingPage(db)
{
    private const int NotesOnPaper = 120;

    public IReadOnlyList<ReservationLine> Lines { get; private set; } = [];

    /// <summary>The one performance that they are all for; null: there are several, or none.</summary>
    public PerformanceFacts? Performance => Lines.Select(line => line.Performance).Distinct().Take(2).ToList() is [var only] ? only : null;

    /// <summary>So much of a message that a line stays a line.</summary>
    public static string? Shortened(string? notes) => notes is { Length: > NotesOnPaper }
        ? new StringInfo(notes).SubstringByTextElements(0, Math.Min(NotesOnPaper, new StringInfo(notes).LengthInTextElements)) + "…"
        : notes;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var found = Finding.In(Db);
        Lines = await found.ByName().Select(ReservationLine.Of).ToListAsync(cancellationToken);
        await CountPeopleAsync(found, cancellationToken);
    }
}
