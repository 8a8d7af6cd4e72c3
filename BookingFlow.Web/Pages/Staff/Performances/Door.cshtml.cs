using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>
/// Door history of one performance: counts, arrivals per quarter-hour, and all scans of its tickets or at doors assigned to it
/// (including unknown codes), newest first.
/// </summary>
public sealed class DoorModel(BookingDbContext db) : PerformancePage(db)
{
    /// <summary>Name of a scan outcome; other values: any outcome.</summary>
    [FromQuery(Name = "outcome")]
    public string? OutcomeText { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public ScanOutcome? Outcome =>
        Enum.TryParse<ScanOutcome>(OutcomeText, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;

    public Paged<ScanLine> Scans { get; private set; } = Paged<ScanLine>.None;

    /// <summary>Number of people and parties that are checked in.</summary>
    public (int People, int Parties) Inside { get; private set; }

    /// <summary>Number of scans per outcome, most frequent first.</summary>
    public IReadOnlyList<(ScanOutcome Outcome, int Count)> Outcomes { get; private set; } = [];

    public IEnumerable<(ScanOutcome Outcome, int Count)> Refusals => Outcomes.Where(o => ScanEvent.IsRefusal(o.Outcome));

    /// <summary>People who arrived per quarter-hour (start in UTC), without check-ins entered from paper.</summary>
    public IReadOnlyList<(DateTime From, int People)> Quarters { get; private set; } = [];

    /// <summary>Parties that devices let in although the server would have refused them.</summary>
    public IReadOnlyList<FlaggedParty> Flagged { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        if (Performance is null)
        {
            return;
        }

        var scans = Db.ScanEvents.Where(e => e.PerformanceId == Id || e.AssignedPerformanceId == Id);
        var checkIns = Db.CheckIns.Where(c => c.Reservation.PerformanceId == Id);
        Inside = (await checkIns.SumAsync(c => c.People, cancellationToken), await checkIns.CountAsync(cancellationToken));
        Outcomes =
        [
            .. (await scans.GroupBy(e => e.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken))
                .OrderByDescending(o => o.Count).ThenBy(o => o.Key).Select(o => (o.Key, o.Count)),
        ];
        Quarters = Arrivals.ByQuarter(await Db.ScanEvents.Where(e => e.PerformanceId == Id && e.People != 0)
            .OrderBy(e => e.At).ThenBy(e => e.Id)
            .Select(e => new Arrival(e.ReservationId, e.At, e.Outcome, e.People)).ToListAsync(cancellationToken));
        Flagged = await Db.FlaggedPartiesAsync([Id], cancellationToken);
        var filtered = Outcome is { } only ? scans.Where(e => e.Outcome == only) : scans;
        Scans = await filtered.OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Select(e => new ScanLine(
                e.At, e.Outcome, e.People + e.Excess, e.Inside, e.ReservationId, e.Reservation!.Name, e.Reservation.Reference, e.StaffName, e.Door,
                e.AssignedPerformanceId))
            .PageAsync(PageNumber, cancellationToken);
    }
}
