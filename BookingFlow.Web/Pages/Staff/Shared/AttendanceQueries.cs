using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Reads the figures of performances.</summary>
public static class AttendanceQueries
{
    /// <summary>Returns the figures of performances by their id. Cancelled performances have the figures of what was reserved.</summary>
    public static async Task<IReadOnlyDictionary<int, AttendanceFigures>> AttendanceAsync(
        this BookingDbContext db, IQueryable<Performance> performances, CancellationToken cancellationToken)
    {
        var found = await performances.Select(p => new { p.Id, p.StartsAt, p.CurtainReleaseMinutes, p.Capacity }).ToListAsync(cancellationToken);
        var reservations = await db.Reservations.Where(r => performances.Any(p => p.Id == r.PerformanceId))
            .LeftJoin(db.CheckIns, r => r.Id, c => c.ReservationId, (r, c) => new
            {
                r.Id,
                r.PerformanceId,
                r.Status,
                r.PartySize,
                r.CreatedAt,
                r.ConfirmedAt,
                r.CancelledAt,
                r.ReleasedAt,
                r.WaitingSince,
                People = c == null ? 0 : c.People,
                At = c == null ? (DateTime?)null : c.At,
            })
            .ToListAsync(cancellationToken);
        var changes = (await db.PartyChanges.AsNoTracking()
                .Where(c => db.Reservations.Any(r => r.Id == c.ReservationId && performances.Any(p => p.Id == r.PerformanceId)))
                .OrderBy(c => c.Id)
                .ToListAsync(cancellationToken))
            .ToLookup(change => change.ReservationId);
        var byPerformance = reservations.ToLookup(
            r => r.PerformanceId,
            r => new AttendedReservation(
                r.Status, r.PartySize, r.CreatedAt, r.ConfirmedAt, r.CancelledAt, r.ReleasedAt, r.WaitingSince, r.People, r.At, [.. changes[r.Id]]));
        return found.ToDictionary(
            p => p.Id,
            p => AttendanceFigures.Of(
                p.StartsAt, p.Capacity.Seats, CurtainRelease.At(p.StartsAt, p.CurtainReleaseMinutes), [.. byPerformance[p.Id]]));
    }
}
