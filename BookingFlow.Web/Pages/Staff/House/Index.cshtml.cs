using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>Lists the venue's texts (legal pages) with the time of their last change.</summary>
public sealed class IndexModel(BookingDbContext db) : StaffPage(db)
{
    /// <summary>All kinds of texts, each with the time of its last change (UTC); null: not written yet.</summary>
    public IReadOnlyList<(VenueTextKind Kind, DateTime? ChangedAt)> Texts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var written = await Db.VenueTexts.Select(t => new { t.Kind, t.ChangedAt }).ToListAsync(cancellationToken);
        Texts = [.. Enum.GetValues<VenueTextKind>().Select(kind => (kind, written.Find(t => t.Kind == kind)?.ChangedAt))];
    }
}
