using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Queries of the scan station.</summary>
public static class StationQueries
{
    private const int LastScanCount = 10;

    /// <summary>Returns the last 10 scans of a steward, newest first.</summary>
    public static Task<List<LastScan>> LastScansAsync(this BookingDbContext db, Steward steward, CancellationToken cancellationToken) =>
        db.ScanEvents.Where(e => e.StaffId == steward.StaffId && e.StaffName == steward.Name)
            .OrderByDescending(e => e.Id)
            .Take(LastScanCount)
            .Select(e => new LastScan(e.At, e.Outcome, e.ReservationId, e.Reservation!.Name, e.Reservation!.PartySize, e.People + e.Excess, e.Inside))
            .ToListAsync(cancellationToken);

    /// <summary>Returns the counts of the performance assigned to a door; with none assigned, of each performance whose doors are open.</summary>
    public static async Task<IReadOnlyList<TonightListing>> DoorCountsAsync(
        this BookingDbContext db, int? assignedPerformanceId, BookingRules rules, DateTime now, CancellationToken cancellationToken)
    {
        var tonight = await db.TonightAsync(now, cancellationToken, only: assignedPerformanceId);
        return [.. tonight.Where(p => p.Id == assignedPerformanceId || (p.CancelledAt is null && p.DoorStateAt(now, rules) == DoorState.Open))];
    }
}
