using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Lists upcoming or past performances, with a search by show or room.</summary>
public sealed class IndexModel(BookingDbContext db, TimeProvider clock) : StaffPage(db)
{
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>"true": past performances, latest first. Other values: upcoming ones, soonest first.</summary>
    [FromQuery(Name = "past")]
    public string? PastText { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public bool Past => string.Equals(PastText, "true", StringComparison.Ordinal);

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Paged<StaffPerformanceListing> Performances { get; private set; } = Paged<StaffPerformanceListing>.None;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var pastBefore = Now - TonightQueries.VisibleAfterStart;
        var found = Db.Performances.AsNoTracking().Where(p => Past ? p.StartsAt < pastBefore : p.StartsAt >= pastBefore);
        foreach (var pattern in LikePatterns.ForWords(Search))
        {
            found = found.Where(
                p => EF.Functions.Like(p.Show.Title, pattern, LikePatterns.Escape) || EF.Functions.Like(p.Room.Name, pattern, LikePatterns.Escape));
        }

        var ordered = Past
            ? found.OrderByDescending(p => p.StartsAt).ThenByDescending(p => p.Id)
            : found.OrderBy(p => p.StartsAt).ThenBy(p => p.Id);
        Performances = await ordered.Select(StaffPerformanceListing.Projection).PageAsync(PageNumber, cancellationToken);
    }
}
