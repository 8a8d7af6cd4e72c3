using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shows;

public static class ShowViews
{
    /// <summary>The show with its public performances to come, published or not; null when there is none.</summary>
    public static async Task<ShowView?> ShowViewAsync(
        this BookingDbContext db, IQueryable<Show> one, DateTime now, CancellationToken cancellationToken)
    {
        var show = await one.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (show is null)
        {
            return null;
        }

        var poster = await db.Posters.Where(p => p.ShowId == show.Id)
            .Select(p => new PosterView(p.Id, p.AltText))
            .SingleOrDefaultAsync(cancellationToken);
        var performances = await db.Performances
            .Where(p => p.ShowId == show.Id && p.IsPublic && p.StartsAt > now)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(PerformanceListing.Of)
            .ToListAsync(cancellationToken);
        var rooms = await db.Rooms
            .Where(
                r => (r.DirectionsText != null || r.MapAddress != null)
                    && db.Performances.Any(p => p.RoomId == r.Id && p.ShowId == show.Id && p.IsPublic && p.StartsAt > now))
            .OrderBy(r => r.Name).ThenBy(r => r.Id)
            .Select(r => new RoomView(r.Name, new Directions(r.DirectionsText, r.MapAddress)))
            .ToListAsync(cancellationToken);
        return new ShowView(
            show.Id, show.Slug, show.Title, show.Summary, show.Description, show.RunningMinutes, show.IsPublished, poster,
            performances)
        { Rooms = rooms };
    }
}
