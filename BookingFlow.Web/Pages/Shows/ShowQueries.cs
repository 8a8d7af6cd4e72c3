using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>Queries for the page of a show.</summary>
public static class ShowQueries
{
    /// <summary>Selects the published show with this slug, present or former: at most one.</summary>
    public static IQueryable<Show> PublishedShow(this BookingDbContext db, string slug) => db.Shows.Where(
        s => s.IsPublished && (s.Slug == slug || db.FormerSlugs.Any(former => former.ShowId == s.Id && former.Slug == slug)));

    /// <summary>Reads a show with its upcoming public performances.</summary>
    /// <param name="query">Selects at most one show, published or not.</param>
    /// <returns>The show, or null when the query has no result.</returns>
    public static Task<ShowView?> ShowViewAsync(
        this BookingDbContext db, IQueryable<Show> query, DateTime now, CancellationToken cancellationToken) =>
        db.ShowViewAsync(query, db.Performances.Where(p => p.IsPublic), now, cancellationToken);

    /// <inheritdoc cref="ShowViewAsync(BookingDbContext, IQueryable{Show}, DateTime, CancellationToken)"/>
    /// <param name="shown">Selects the performances to show, of this show and others.</param>
    public static async Task<ShowView?> ShowViewAsync(
        this BookingDbContext db, IQueryable<Show> query, IQueryable<Performance> shown, DateTime now, CancellationToken cancellationToken)
    {
        var show = await query.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (show is null)
        {
            return null;
        }

        var poster = await db.Posters.Where(p => p.ShowId == show.Id)
            .Select(p => new PosterView(p.Id, p.AltText, p.Width, p.Height))
            .SingleOrDefaultAsync(cancellationToken);
        var performances = await shown
            .Where(p => p.ShowId == show.Id && p.StartsAt > now)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(PerformanceListing.Projection)
            .ToListAsync(cancellationToken);
        var rooms = await db.Rooms
            .Where(
                r => (r.DirectionsText != null || r.MapAddress != null)
                    && shown.Any(p => p.RoomId == r.Id && p.ShowId == show.Id && p.StartsAt > now))
            .OrderBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new RoomView(r.Name, new Directions(r.DirectionsText, r.MapAddress)))
            .ToListAsync(cancellationToken);
        var formerStarts = await db.PerformanceChanges
            .Where(c => db.Performances.Any(p => p.Id == c.PerformanceId && p.ShowId == show.Id && p.IsPublic && p.StartsAt > now))
            .OrderBy(c => c.Id)
            .Select(c => new { c.PerformanceId, c.StartsAt })
            .ToListAsync(cancellationToken);
        return new ShowView(
            show.Id, show.Slug, show.Title, show.Summary, show.Description, show.RunningMinutes, show.IsPublished, poster,
            performances)
        {
            IsFree = show.IsFree,
            SeveralAtOnce = show.SeveralAtOnce,
            FormerStarts = formerStarts.ToLookup(c => c.PerformanceId, c => c.StartsAt),
            Rooms = rooms,
        };
    }
}
