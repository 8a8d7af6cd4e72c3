using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>Queries for the list of shows, ordered by next performance, page by page.</summary>
/// <remarks>
/// The cost does not grow with the number of shows and performances: performances are read in the order of their start until the page is full.
/// </remarks>
public static class ShowListQueries
{
    /// <summary>Shows per page.</summary>
    public const int PageSize = 12;

    /// <summary>Performances listed per show; the show's own page has all of them.</summary>
    private const int PerformancesPerShow = 3;

    /// <summary>Reads one page of the list of shows.</summary>
    /// <param name="now">Only performances that start later are listed; UTC.</param>
    /// <param name="month">Start of the month and of the next month, in UTC; null for all dates from now on.</param>
    /// <param name="words">Search words (<see cref="SearchText.Words"/>) in title or summary; empty for every show.</param>
    /// <param name="page">From 1.</param>
    public static async Task<ShowListPage> ShowListAsync(
        this BookingDbContext db, DateTime now, (
            DateTime Begins, DateTime Ends)? month, IReadOnlyList<string> words, int page, CancellationToken cancellationToken)
    {
        // The comparison below is exclusive; a performance at the very start of the month belongs to it.
        var after = month is { Begins: var begins } && begins > now ? begins.AddTicks(-1) : now;
        var performances = db.Visible().Where(p => p.StartsAt > after);
        if (month is { Ends: var ends })
        {
            performances = performances.Where(p => p.StartsAt < ends);
        }

        // Only the first performance of each show, so that each show occurs once, in the order of the list.
        IQueryable<Performance> first = performances
            .Where(p => !db.Performances.Any(earlier => earlier.ShowId == p.ShowId && earlier.IsPublic && earlier.StartsAt > after
                && (earlier.StartsAt < p.StartsAt || (earlier.StartsAt == p.StartsAt && earlier.Id < p.Id))))
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id);
        var skip = (page - 1) * PageSize;
        if (words.Count == 0)
        {
            first = first.Skip(skip).Take(PageSize + 1);
        }
        else
        {
            var found = await SearchAsync(first, words, skip, cancellationToken);
            // EF.Parameter, here and below: inlined values would give every page its own SQL statement and query plan.
            first = first.Where(p => EF.Parameter(found).Contains(p.ShowId));
        }

        var upcoming = db.Visible().Where(p => p.StartsAt > now);
        var shows = await first.LeftJoin(db.Posters, p => p.ShowId, poster => poster.ShowId, (p, poster) => new
        {
            p.ShowId,
            p.StartsAt,
            p.Id,
            p.Show.Slug,
            p.Show.Title,
            p.Show.Summary,
            Upcoming = upcoming.Count(performance => performance.ShowId == p.ShowId),
            PosterId = (int?)poster!.Id,
            PosterText = poster.AltText,
            PosterWidth = poster.Width,
            PosterHeight = poster.Height,
        }).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        if (shows.Count == 0)
        {
            return new ShowListPage([], HasMore: false);
        }

        List<int> ids = [.. shows.Take(PageSize).Select(s => s.ShowId)];
        // The performances of each show up to the third. A show with fewer has no third; then all are read.
        var next = await performances
            .Where(p => EF.Parameter(ids).Contains(p.ShowId) && p.StartsAt <= (db.Performances
                .Where(third => third.ShowId == p.ShowId && third.IsPublic && third.StartsAt > after)
                .OrderBy(third => third.StartsAt).ThenBy(third => third.Id)
                .Skip(PerformancesPerShow - 1).Select(third => (DateTime?)third.StartsAt).FirstOrDefault() ?? p.StartsAt))
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(PerformanceListing.Projection)
            .ToListAsync(cancellationToken);
        var bySlug = next.ToLookup(p => p.ShowSlug, StringComparer.Ordinal);
        return new ShowListPage(
            [
                .. shows.Take(PageSize).Select(
                    s =>
                        new ShowListing(
                            s.Slug, s.Title, s.Summary,
                            s.PosterId is { } poster ? new PosterView(poster, s.PosterText, s.PosterWidth, s.PosterHeight) : null,
                            [.. bySlug[s.Slug].Take(PerformancesPerShow)], s.Upcoming)),
            ],
            shows.Count > PageSize);
    }

    /// <summary>Finds the nearest upcoming performances before and after a period.</summary>
    /// <param name="begins">Start of the period, inclusive; UTC.</param>
    /// <param name="ends">End of the period, exclusive; UTC.</param>
    /// <returns>Their starts in UTC; null where there is none.</returns>
    public static async Task<(DateTime? Before, DateTime? From)> AdjacentStartsAsync(
        this BookingDbContext db, DateTime now, DateTime begins, DateTime ends, CancellationToken cancellationToken)
    {
        var before = await db.Visible().Where(p => p.StartsAt > now && p.StartsAt < begins)
            .OrderByDescending(p => p.StartsAt).ThenByDescending(p => p.Id).Select(p => (DateTime?)p.StartsAt).FirstOrDefaultAsync(cancellationToken);
        var from = await db.Visible().Where(p => p.StartsAt > now && p.StartsAt >= ends)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id).Select(p => (DateTime?)p.StartsAt).FirstOrDefaultAsync(cancellationToken);
        return (before, from);
    }

    // Neither database ignores accents as SearchText does, and shows have no folded search column. So the shows are compared here,
    // in the order of the list, until the page is full.
    private static async Task<List<int>> SearchAsync(
        IQueryable<Performance> first, IReadOnlyList<string> words, int skip, CancellationToken cancellationToken)
    {
        List<int> found = [];
        await foreach (
            var show in first.Select(p => new { p.ShowId, p.Show.Title, p.Show.Summary }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!SearchText.ContainsAll(words, show.Title, show.Summary) || skip-- > 0)
            {
                continue;
            }

            found.Add(show.ShowId);
            if (found.Count > PageSize)
            {
                break;
            }
        }

        return found;
    }
}
