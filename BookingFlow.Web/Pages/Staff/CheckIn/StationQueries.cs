using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>What stands below the scan station's field.</summary>
public static class StationQueries
{
    private const int Lines = 10;

    /// <summary>The last scans of one steward, newest first.</summary>
    public static Task<List<LastScan>> LastScansAsync(this BookingDbContext db, int staffId, CancellationToken cancellationToken) =>
        db.ScanEvents.Where(e => e.StaffId == staffId)
            .OrderByDescending(e => e.Id)
            .Take(Lines)
            .Select(e => new LastScan(e.At, e.Outcome, e.ReservationId, e.Reservation!.Name, e.Reservation!.PartySize, e.People, e.Inside))
            .ToListAsync(cancellationToken);

    /// <summary>The counts of the performance that a door is set to; where it is set to none, of each whose doors are open.</summary>
    public static async Task<IReadOnlyList<TonightListing>> AtTheDoorAsync(
        this BookingDbContext db, int? doorOf, BookingRules house, DateTime now, CancellationToken cancellationToken)
    {
        var tonight = await db.TonightAsync(now, cancellationToken, only: doorOf);
        return [.. tonight.Where(p => p.Id == doorOf || (p.CancelledAt is null && p.DoorsAt(now, house) == DoorState.Open))];
    }
}
