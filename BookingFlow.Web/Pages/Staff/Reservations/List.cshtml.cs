using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Printable list of the found reservations by name, with checkboxes.</summary>
public sealed class ListModel(BookingDbContext db, TimeProvider clock) : ReservationSearchPage(db, clock)
{
    /// <summary>Maximum number of reservations; if more are found, none is listed. A browser renders longer tables slowly.</summary>
    public const int MaxLines = 2000;

    public IReadOnlyList<PrintedListLine> Lines { get; private set; } = [];

    /// <summary>The performance that all listed reservations are for; null: there are several, or none.</summary>
    public PerformanceFacts? Performance => Lines.Select(line => line.Performance).Distinct().Take(2).ToList() is [var only] ? only : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var found = ReservationSearch.Apply(Db);
        Totals = await found.TotalsAsync(ReservationSearch.HasText, cancellationToken);
        Lines = Totals.Reservations > MaxLines ? [] : await found.ByName().SelectPrintedLines(Db).ToListAsync(cancellationToken);
    }
}
