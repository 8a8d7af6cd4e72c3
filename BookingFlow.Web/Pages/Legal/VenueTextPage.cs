using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>A page in the house's own words; not there while none are written.</summary>
public abstract class VenueTextPage(BookingDbContext db, TimeProvider clock, VenueTextKind kind) : PlacePage
{
    public VenueTextKind Kind => kind;

    /// <summary>Markdown; null where nothing is written.</summary>
    public string? Text { get; private set; }

    /// <summary>What to see instead, when it was not found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Text = await db.VenueTexts.Where(t => t.Kind == kind).Select(t => t.Text).SingleOrDefaultAsync(cancellationToken);
        if (Text is not null)
        {
            return Page();
        }

        Others = await db.Upcoming(clock.GetUtcNow().UtcDateTime).Take(PublicPerformances.Few).ToListAsync(cancellationToken);
        return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
    }
}
