using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>Base class of pages with a text by the venue. Without a text, 404 unless the page has something else to show.</summary>
public abstract class VenueTextPage(BookingDbContext db, TimeProvider clock, VenueTextKind kind) : BasePage
{
    public VenueTextKind Kind => kind;

    /// <summary>Markdown; null when the venue has not written it.</summary>
    public string? Text { get; private set; }

    /// <summary>Upcoming performances, offered when there is no text.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    /// <summary>Whether the page shows something else while the venue has not written its text.</summary>
    protected virtual bool ExistsWithoutText => false;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Text = await db.VenueTexts.Where(t => t.Kind == kind).Select(t => t.Text).SingleOrDefaultAsync(cancellationToken);
        if (Text is not null || ExistsWithoutText)
        {
            return Page();
        }

        Others = await db.Upcoming(clock.GetUtcNow().UtcDateTime).Take(PublicPerformances.SuggestionCount).ToListAsync(cancellationToken);
        return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
    }
}
