using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Shows;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Embed;

/// <summary>The next shows, or one show, without header and footer: for a frame on the websites that an Administrator has named.</summary>
/// <remarks>Their origins are in its content security policy (Hosting/Security/SecurityHeaders; docs/decisions/0061).</remarks>
public sealed class EmbedModel(BookingDbContext db, TimeProvider clock) : BasePage
{
    /// <summary>The slug of the only show; null for all shows.</summary>
    [FromQuery(Name = "show")]
    public string? Slug { get; set; }

    public IReadOnlyList<ShowListing> Shows { get; private set; } = [];

    /// <summary>The show that was asked for; null when all are shown.</summary>
    public ShowListing? OnlyShow { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (string.IsNullOrEmpty(Slug))
        {
            Shows = (await db.ShowListAsync(now, month: null, words: [], page: 1, cancellationToken)).Shows;
            return Page();
        }

        if (await db.ShowViewAsync(db.PublishedShow(Slug), now, cancellationToken) is not { } show)
        {
            return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
        }

        OnlyShow = new ShowListing(show.Slug, show.Title, show.Summary, show.Poster, show.Performances, show.Performances.Count);
        Shows = [OnlyShow];
        return Page();
    }
}
