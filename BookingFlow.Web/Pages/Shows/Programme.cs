using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>
/// Reads the list of shows in the order of their next performance, one page at a time: however many shows and
/// performances there are, it walks the performances by their start only until the page is full.
/// </summary>
public static class Programme
{
    /// <summary>Shows on one page.</summary>
    public const int Size = 12;

    /// <summary>Performances of one show on the list; the show's own page has them all.</summary>
    private const int NextPerformances = 3;

    /// <param name="now">What has begun by then is not listed; UTC.</param>
    /// <param name="month">From its first moment to the first of the next; UTC; null: from now on, without an end.</param>
    /// <param name="words">What the title or the summary holds (<see cref="SearchText.Words"/>); none: every show.</param>
    /// <param name="page">From 1.</param>
    public static async Task<ProgrammePage> ProgrammeAsync(
        this BookingDbContext db, DateTime now, (
            DateTime Begins, DateTime Ends)? month, IReadOnlyList<string> words, int page, CancellationToken cancellationToken)
    {
        // A performance at the first moment of the month is in it.
        var after = month is { Begins: var begins } && begins > now ? begins.AddTicks(-1) : now;
        var played = db.Visible().Where(p => p.StartsAt > after);
        if (month is { Ends: var ends })
        {
            played = played.Where(p => p.StartsAt < ends);
        }

        // Of each show only its first, so that walking by start meets every show once, in the order of the list.
        var first = played
            .Where(p => !db.Performances.Any(earlier => earlier.ShowId == p.ShowId && earlier.IsPublic && earlier.StartsAt > after
                && (earlier.StartsAt < p.StartsAt || (earlier.StartsAt == p.StartsAt && earlier.Id < p.Id))))
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id);
        var skip = (page - 1) * Size;
        var found = words.Count == 0
            ? await first.Skip(skip).Take(Size + 1).Select(p => p.ShowId).ToListAsync(cancellationToken)
            : await SearchAsync(first, words, skip, cancellationToken);
        List<int> ids = [.. found.Take(Size)];
        if (ids.Count == 0)
        {
            return new ProgrammePage([], HasMore: false);
        }

        var upcoming = db.Visible().Where(p => p.StartsAt > now);
        // The ids as one parameter, here and below: as a list of values they would have the statement written anew for every page.
        var shows = await db.Shows.Where(s => EF.Parameter(ids).Contains(s.Id)).OrderBy(s => s.Id)
            .LeftJoin(db.Posters, s => s.Id, p => p.ShowId, (s, p) => new
            {
                s.Id,
                s.Slug,
                s.Title,
                s.Summary,
                Upcoming = upcoming.Count(performance => performance.ShowId == s.Id),
                PosterId = (int?)p!.Id,
                PosterText = p.AltText,
            })
            .ToListAsync(cancellationToken);

        // Of each show those up to its third; a show with fewer has none, and all are shown.
        var next = await played
            .Where(p => EF.Parameter(ids).Contains(p.ShowId) && p.StartsAt <= (db.Performances
                .Where(third => third.ShowId == p.ShowId && third.IsPublic && third.StartsAt > after)
                .OrderBy(third => third.StartsAt).ThenBy(third => third.Id)
                .Skip(NextPerformances - 1).Select(third => (DateTime?)third.StartsAt).FirstOrDefault() ?? p.StartsAt))
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(PerformanceListing.Of)
            .ToListAsync(cancellationToken);
        var bySlug = next.ToLookup(p => p.ShowSlug, StringComparer.Ordinal);
        return new ProgrammePage(
            [
                .. shows.OrderBy(s => ids.IndexOf(s.Id)).Select(
                    s =>
                        new ShowListing(
                            s.Slug, s.Title, s.Summary, s.PosterId is { } poster ? new PosterView(poster, s.PosterText) : null,
                            [.. bySlug[s.Slug].Take(NextPerformances)], s.Upcoming)),
            ],
            found.Count > Size);
    }

    /// <summary>The next start before, or from, some moment; UTC; null: there is none.</summary>
    public static async Task<(DateTime? Before, DateTime? From)> NeighboursAsync(
        this BookingDbContext db, DateTime now, DateTime begins, DateTime ends, CancellationToken cancellationToken)
    {
        var before = await db.Visible().Where(p => p.StartsAt > now && p.StartsAt < begins)
            .OrderByDescending(p => p.StartsAt).ThenByDescending(p => p.Id).Select(p => (DateTime?)p.StartsAt).FirstOrDefaultAsync(cancellationToken);
        var from = await db.Visible().Where(p => p.StartsAt > now && p.StartsAt >= ends)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id).Select(p => (DateTime?)p.StartsAt).FirstOrDefaultAsync(cancellationToken);
        return (before, from);
    }

    // Neither database folds accents as people do, and shows are stored as they are written: they are folded one by one
    // as they come, and no further than the page.
    private static async Task<List<int>> SearchAsync(
        IOrderedQueryable<Performance> first, IReadOnlyList<string> words, int skip, CancellationToken cancellationToken)
    {
        List<int> found = [];
        await foreach (
            var show in first.Select(p => new { p.ShowId, p.Show.Title, p.Show.Summary }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!SearchText.Holds(words, show.Title, show.Summary) || skip-- > 0)
            {
                continue;
            }

            found.Add(show.ShowId);
            if (found.Count > Size)
            {
                break;
            }
        }

        return found;
    }
}
