using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Queries for the pages of a group of reservations.</summary>
public static class GroupRowQueries
{
    /// <summary>Reads the group of a reservation in the order of its performances, without tracking.</summary>
    /// <remarks>For information: what fits is decided under the locks (<c>ConfirmGroup</c>).</remarks>
    /// <returns>This one only if it has no group, or the others have another address.</returns>
    public static async Task<IReadOnlyList<GroupRow>> GroupRowsAsync(
        this BookingDbContext db, Reservation reservation, BookingRules rules, DateTime now, CancellationToken cancellationToken)
    {
        var group = await db.GroupOf(reservation).AsNoTracking()
            .Include(r => r.Performance.Show)
            .Include(r => r.Performance.Room)
            .OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.Id)
            .ToListAsync(cancellationToken);
        var ids = group.Select(r => r.Id).ToArray();
        var inside = await db.CheckIns.Where(c => EF.Parameter(ids).Contains(c.ReservationId)).Select(c => c.ReservationId)
            .ToListAsync(cancellationToken);
        List<GroupRow> rows = [];
        foreach (var one in group)
        {
            var state = PartyRules.StateOf(one, inside.Contains(one.Id), rules, now);
            rows.Add(new GroupRow(one, state, state == PartyState.Pending ? await CheckAsync(db, one, now, cancellationToken) : null));
        }

        return rows;
    }

    private static async Task<Failure?> CheckAsync(BookingDbContext db, Reservation reservation, DateTime now, CancellationToken cancellationToken) =>
        reservation.Performance.CheckBooking(now)
        ?? reservation.Performance.CheckSeats(reservation.PartySize, reservation.AccessPlaces)
        ?? await db.CheckAddressAsync(reservation, cancellationToken);
}
