using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Reads the parties that devices let in although the server would have refused them.</summary>
public static class FlaggedPartyQueries
{
    /// <summary>
    /// Returns the flagged parties of performances, at their doors or with a reservation for them, by the time of their first admission.
    /// </summary>
    public static async Task<IReadOnlyList<FlaggedParty>> FlaggedPartiesAsync(
        this BookingDbContext db, IReadOnlyCollection<int> performanceIds, CancellationToken cancellationToken)
    {
        var flags = ScanEvent.FlaggedOutcomes;
        var parties = await db.ScanEvents
            .Where(e => flags.Contains(e.Outcome))
            .Where(e => performanceIds.Contains(e.PerformanceId!.Value) || performanceIds.Contains(e.AssignedPerformanceId!.Value))
            .Select(e => e.ReservationId)
            .Distinct()
            .ToListAsync(cancellationToken);
        return parties.Count == 0 ? [] : await db.FlaggedPartiesByIdAsync(parties, cancellationToken);
    }

    /// <summary>Returns those of the parties that are flagged.</summary>
    /// <param name="reservationIds">Ids of reservations; nulls are ignored.</param>
    public static async Task<IReadOnlyList<FlaggedParty>> FlaggedPartiesByIdAsync(
        this BookingDbContext db, IReadOnlyCollection<int?> reservationIds, CancellationToken cancellationToken)
    {
        var scans = await db.ScanEvents.AsNoTracking().Include(e => e.Reservation)
            .Where(e => reservationIds.Contains(e.ReservationId))
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken);
        return [.. scans.Where(scan => scan.IsAdmission).GroupBy(scan => scan.Reservation!.Id).Where(Exists).Select(Of)];
    }

    private static bool Exists(IEnumerable<ScanEvent> admissions) => admissions.Any(scan => ScanEvent.IsFlagged(scan.Outcome));

    private static FlaggedParty Of(IGrouping<int, ScanEvent> admissions)
    {
        var party = admissions.First().Reservation!;
        return new FlaggedParty(
            party.Id,
            admissions.Sum(scan => scan.Excess),
            // The members are in order of importance.
            admissions.Select(scan => scan.Outcome).Where(ScanEvent.IsFlagged).Min(),
            party.Name,
            party.PartySize,
            [.. admissions.Select(scan => new FlaggedAdmission(scan.At, scan.StaffName, scan.Door, scan.LetIn))]);
    }
}
