using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages;

/// <summary>The published shows with their next public performances.</summary>
public sealed class IndexModel(BookingDbContext db, TimeProvider clock) : PlacePage
{
    /// <summary>Performances of one show on the list; the show's own page has them all.</summary>
    private const int NextPerformances = 3;

    public DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    public IReadOnlyList<ShowListing> Shows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var upcoming = await db.Upcoming(Now).ToListAsync(cancellationToken);
        Shows =
        [
            .. upcoming
                .GroupBy(p => p.ShowSlug, StringComparer.Ordinal)
                .Select(show => new ShowListing(show.Key, show.First().ShowTitle, show.First().ShowSummary, [.. show.Take(NextPerformances)], show.Count() - NextPerformances)),
        ];
    }
}

/// <summary>A show on the list, with how many more performances its own page has.</summary>
public sealed record ShowListing(string Slug, string Title, string Summary, IReadOnlyList<PerformanceListing> Next, int More);
