using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>The page of a show with its upcoming public performances. Former slugs redirect to the current one.</summary>
public sealed class ShowModel(BookingDbContext db, TimeProvider clock) : BasePage
{
    /// <summary>Null when no published show has the slug.</summary>
    public ShowView? Show { get; private set; }

    /// <summary>Upcoming performances, offered when the show was not found.</summary>
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

        Others = await db.Upcoming(now).Take(PublicPerformances.SuggestionCount).ToListAsync(cancellationToken);
        return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
    }
}
