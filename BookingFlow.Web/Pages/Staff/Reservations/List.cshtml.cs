using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>What was found as a list for paper: everybody, by name, with a box to tick.</summary>
public sealed class ListModel(BookingDbContext db) : ReservationSearchPage(db)
{
    /// <summary>More lines than that nobody prints, and a browser would take long over them.</summary>
    public const int MostLines = 2000;

    public IReadOnlyList<PaperLine> Lines { get; private set; } = [];

    /// <summary>How many reservations were found; more than <see cref="MostLines"/> are not listed.</summary>
    public int Count { get; private set; }

    /// <summary>The one performance that they are all for; null: there are several, or none.</summary>
    public PerformanceFacts? Performance => Lines.Select(line => line.Performance).Distinct().Take(2).ToList() is [var only] ? only : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var found = ReservationSearch.In(Db);
        Count = await found.CountAsync(cancellationToken);
        Lines = Count > MostLines ? [] : await found.ByName().OnPaper(Db).ToListAsync(cancellationToken);
        await CountPeopleAsync(found, cancellationToken);
    }
}
