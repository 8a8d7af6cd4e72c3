using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

public static class PerformanceChoices
{
    /// <summary>Those to come and those of this evening, soonest first.</summary>
    /// <param name="chosen">One more that is among them, whenever it is; null: none.</param>
    public static Task<List<PerformanceChoice>> ChoicesAsync(this BookingDbContext db, DateTime now, int? chosen, CancellationToken cancellationToken)
    {
        var from = now - Tonight.Evening;
        return db.Performances.Where(p => p.StartsAt >= from || p.Id == chosen).ChoicesAsync(cancellationToken);
    }

    /// <summary>Those, soonest first.</summary>
    public static Task<List<PerformanceChoice>> ChoicesAsync(this IQueryable<Performance> performances, CancellationToken cancellationToken) =>
        performances
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new PerformanceChoice(
                p.Id, p.Show.Title, p.Room.Name, p.StartsAt, p.IsPublic, p.CancelledAt,
                p.Capacity))
            .ToListAsync(cancellationToken);
}
