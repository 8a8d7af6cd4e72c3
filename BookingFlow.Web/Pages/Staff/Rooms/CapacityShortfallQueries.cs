using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>
/// Finds the performances that a smaller room capacity would affect. For display only: the use case decides again under the
/// performance locks.
/// </summary>
public static class CapacityShortfallQueries
{
    /// <summary>Returns the upcoming performances that a new capacity would leave with fewer seats than confirmed people.</summary>
    /// <param name="capacity">New capacity of the room.</param>
    /// <param name="now">UTC.</param>
    public static async Task<IReadOnlyList<CapacityShortfall>> CapacityShortfallsAsync(
        this BookingDbContext db, int roomId, int capacity, DateTime now, CancellationToken cancellationToken)
    {
        var upcoming = await db.Performances
            .Where(p => p.RoomId == roomId && p.StartsAt > now && p.CancelledAt == null)
            .OrderBy(p => p.StartsAt).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Show.Title, p.StartsAt, Before = p.Capacity })
            .ToListAsync(cancellationToken);
        var shortfalls = upcoming.ConvertAll(p => (Performance: p, After: p.Before with { Room = capacity }))
            .Where(p => p.After.CutsBelowConfirmed(p.Performance.Before))
            .ToList();
        var ids = shortfalls.ConvertAll(p => p.Performance.Id);
        var parties = await db.ConfirmedPartiesAsync(ids, cancellationToken);
        return
        [
            .. shortfalls.Select(p => new CapacityShortfall(
                p.Performance.Id, p.Performance.Title, p.Performance.StartsAt, p.After.Confirmed, Math.Max(0, p.After.Seats), -p.After.SeatsLeft,
                SeatOrder.WithoutSeats(parties.Where(r => r.PerformanceId == p.Performance.Id), r => r.PartySize, p.After.Seats))),
        ];
    }
}
