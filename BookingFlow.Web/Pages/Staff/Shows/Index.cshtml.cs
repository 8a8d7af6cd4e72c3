using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Lists all shows by title, with a search.</summary>
public sealed class IndexModel(BookingDbContext db, TimeProvider clock) : StaffPage(db)
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public Paged<StaffShowListing> Shows { get; private set; } = Paged<StaffShowListing>.None;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var shows = Db.Shows.AsQueryable();
        foreach (var pattern in LikePatterns.ForWords(Search))
        {
            // The slug is the title without accents, so a search without accents also finds the show.
            var folded = Slug.From(pattern);
            shows = folded.Length == 0
                ? shows.Where(s => EF.Functions.Like(s.Title, pattern, LikePatterns.Escape))
                : shows.Where(s => EF.Functions.Like(s.Title, pattern, LikePatterns.Escape) || s.Slug.Contains(folded));
        }

        Shows = await shows
            .OrderBy(s => s.Title).ThenBy(s => s.Id)
            .Select(s => new StaffShowListing(
                s.Id, s.Title, s.IsPublished,
                Db.Performances.Where(p => p.ShowId == s.Id && p.StartsAt > now && p.CancelledAt == null).Min(p => (DateTime?)p.StartsAt)))
            .PageAsync(PageNumber, cancellationToken);
    }
}
