using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Queries of performances to choose at the box office.</summary>
public static class PerformanceChoices
{
    /// <summary>Returns upcoming performances and tonight's, soonest first.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="chosen">Id of a performance to include at any date; null: none.</param>
    public static Task<List<PerformanceChoice>> ChoicesAsync(this BookingDbContext db, DateTime now, int? chosen, CancellationToken cancellationToken)
    {
        var from = now - TonightQueries.VisibleAfterStart;
        return db.Performances.Where(p => p.StartsAt >= from || p.Id == chosen).ChoicesAsync(cancellationToken);
    }

    /// <summary>Projects performances to choices, soonest first.</summary>
    public static Task<List<PerformanceChoice>> ChoicesAsync(this IQueryable<Performance> performances, CancellationToken cancellationToken) =>
        performances
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new PerformanceChoice(
                p.Id, p.Show.Title, p.Room.Name, p.StartsAt, p.IsPublic, p.Invitation != null, p.CancelledAt,
                p.Capacity))
            .ToListAsync(cancellationToken);
}
