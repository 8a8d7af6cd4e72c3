using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>One show with all its upcoming public performances. An address that a show once had leads to it still.</summary>
public sealed class ShowModel(BookingDbContext db, TimeProvider clock) : PlacePage
{
    /// <summary>Null when there is no such published show.</summary>
    public ShowView? Show { get; private set; }

    /// <summary>What to see instead, when it was not found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Show = await db.ShowViewAsync(db.Shows.Where(s => s.Slug == slug && s.IsPublished), now, cancellationToken);
        if (Show is not null)
        {
            return Page();
        }

        var moved = await db.FormerSlugs.Where(s => s.Slug == slug && s.Show.IsPublished)
            .Select(s => s.Show.Slug)
            .SingleOrDefaultAsync(cancellationToken);
        if (moved is not null)
        {
            return RedirectToPagePermanent("/Shows/Show", new { slug = moved });
        }

        Others = await db.Upcoming(now).Take(PublicPerformances.Few).ToListAsync(cancellationToken);
        return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
    }
}
