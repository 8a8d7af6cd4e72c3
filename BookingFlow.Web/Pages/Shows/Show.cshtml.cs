using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>One show with all its upcoming public performances.</summary>
public sealed class ShowModel(BookingDbContext db, TimeProvider clock) : PlacePage
{
    /// <summary>Null when there is no such published show.</summary>
    public Show? Show { get; private set; }

    /// <summary>Of this show; when it was not found, of every show, as what to see instead.</summary>
    public IReadOnlyList<PerformanceListing> Performances { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        Show = await db.Shows.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug && s.IsPublished, cancellationToken);
        var upcoming = db.Upcoming(clock.GetUtcNow().UtcDateTime);
        if (Show is null)
        {
            Performances = await upcoming.Take(PublicPerformances.Few).ToListAsync(cancellationToken);
            return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
        }

        Performances = await upcoming.Where(p => p.ShowSlug == slug).ToListAsync(cancellationToken);
        return Page();
    }
}
