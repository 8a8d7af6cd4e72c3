using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Reads who came to past performances, of those who had seats. Erased reservations count like others.</summary>
public static class ShowUpQueries
{
    /// <summary>Number of performances that are read: about two seasons of a small theatre, so that the page is fast with any history.</summary>
    public const int MaxPerformances = 250;

    /// <param name="before">Only performances that start before this time are read; UTC.</param>
    public static async Task<ShowUpFigures> ShowUpAsync(this BookingDbContext db, DateTime before, CancellationToken cancellationToken)
    {
        var performances = await db.Performances.Where(p => p.StartsAt < before && p.CancelledAt == null)
            .OrderByDescending(p => p.StartsAt).ThenByDescending(p => p.Id).Take(MaxPerformances)
            .Select(p => new { p.Id, p.ShowId, p.Show.Title, p.StartsAt })
            .ToListAsync(cancellationToken);
        int[] ids = [.. performances.Select(p => p.Id)];

        // Grouped by the database, so that a few rows of each performance are read instead of hundreds.
        var sums = await db.Reservations
            .Where(r => EF.Parameter(ids).Contains(r.PerformanceId) && r.Status == ReservationStatus.Confirmed)
            .LeftJoin(db.CheckIns, r => r.Id, c => c.ReservationId, (r, c) => new { Reservation = r, r.Performance.StartsAt, CheckIn = c })
            // A walk-in is reserved, confirmed and checked in at the same time (AttendedReservation.IsWalkIn).
            .Where(x => x.CheckIn == null || x.CheckIn.At != x.Reservation.CreatedAt || x.Reservation.ConfirmedAt != x.Reservation.CreatedAt)
            .Select(x => new
            {
                x.Reservation.PerformanceId,
                Lead = x.Reservation.CreatedAt >= x.StartsAt.AddDays(-1) ? BookingLead.LastDay
                    : x.Reservation.CreatedAt >= x.StartsAt.AddDays(-7) ? BookingLead.LastWeek
                    : x.Reservation.CreatedAt >= x.StartsAt.AddDays(-28) ? BookingLead.LastWeeks
                    : BookingLead.Earlier,
                x.Reservation.PartySize,
                People = x.CheckIn == null ? 0 : x.CheckIn.People,
            })
            .GroupBy(x => new { x.PerformanceId, x.Lead })
            .Select(group => new
            {
                group.Key.PerformanceId,
                group.Key.Lead,
                Confirmed = group.Sum(x => x.PartySize),
                Came = group.Sum(x => x.People),
            })
            .ToListAsync(cancellationToken);

        var byPerformance = sums.ToLookup(sum => sum.PerformanceId);
        List<AttendedPerformance> attended =
        [
            .. performances.Select(p => new AttendedPerformance(
                p.Id, p.ShowId, p.Title, p.StartsAt, byPerformance[p.Id].Sum(sum => sum.Confirmed), byPerformance[p.Id].Sum(sum => sum.Came))),
        ];
        return new ShowUpFigures(
            attended,
            [
                .. attended.Where(p => p.WasCheckedIn).SelectMany(p => byPerformance[p.Id]).GroupBy(sum => sum.Lead).OrderBy(lead => lead.Key)
                    .Select(lead => (lead.Key, lead.Sum(sum => sum.Confirmed), lead.Sum(sum => sum.Came))),
            ]);
    }
}
