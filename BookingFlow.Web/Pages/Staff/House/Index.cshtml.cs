using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>The pages in the house's own words: which there are, and since when.</summary>
public sealed class IndexModel(BookingDbContext db) : StaffPage(db)
{
    /// <summary>All that there can be, with when each was changed last (UTC); null: not written.</summary>
    public IReadOnlyList<(VenueTextKind Kind, DateTime? ChangedAt)> Texts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var written = await Db.VenueTexts.Select(t => new { t.Kind, t.ChangedAt }).ToListAsync(cancellationToken);
        Texts = [.. Enum.GetValues<VenueTextKind>().Select(kind => (kind, written.Find(t => t.Kind == kind)?.ChangedAt))];
    }
}
