using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Whom a smaller room would concern: information, not the decision, which is made under the lock.</summary>
public static class CutPerformances
{
    public static async Task<IReadOnlyList<CutPerformance>> CutAsync(
        this BookingDbContext db, int roomId, int capacity, DateTime now, CancellationToken cancellationToken)
    {
        var upcoming = await db.Performances
            .Where(p => p.RoomId == roomId && p.StartsAt > now && p.CancelledAt == null)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Show.Title, p.StartsAt, Before = p.Capacity })
            .ToListAsync(cancellationToken);
        var cut = upcoming.ConvertAll(p => (Performance: p, After: p.Before with { Room = capacity }))
            .Where(p => p.After.CutsBelowConfirmed(p.Performance.Before))
            .ToList();
        var ids = cut.ConvertAll(p => p.Performance.Id);
        var parties = await db.SeatedAsync(ids, cancellationToken);
        return
        [
            .. cut.Select(p => new CutPerformance(
                p.Performance.Id, p.Performance.Title, p.Performance.StartsAt, p.After.Confirmed, Math.Max(0, p.After.Seats), -p.After.SeatsLeft,
                SeatOrder.WithoutSeats(parties.Where(r => r.PerformanceId == p.Performance.Id), r => r.PartySize, p.After.Seats))),
        ];
    }
}
