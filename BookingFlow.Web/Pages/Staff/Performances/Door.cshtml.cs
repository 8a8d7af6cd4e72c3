using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>
/// What happened at the doors of one performance: everything that was scanned for it, and at a door that was set to it,
/// codes that are none of ours among it. The latest first.
/// </summary>
public sealed class DoorModel(BookingDbContext db) : OnePerformancePage(db)
{
    /// <summary>An outcome as its word; anything else: any.</summary>
    [FromQuery(Name = "outcome")]
    public string? OutcomeText { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public ScanOutcome? Outcome =>
        Enum.TryParse<ScanOutcome>(OutcomeText, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;

    public Paged<ScanLine> Scans { get; private set; } = Paged<ScanLine>.None;

    /// <summary>How many people and parties are inside now.</summary>
    public (int People, int Parties) Inside { get; private set; }

    /// <summary>How often what came of a scan; the most frequent first.</summary>
    public IReadOnlyList<(ScanOutcome Outcome, int Count)> Outcomes { get; private set; } = [];

    public IEnumerable<(ScanOutcome Outcome, int Count)> Refusals => Outcomes.Where(o => ScanEvent.IsRefusal(o.Outcome));

    /// <summary>People by the quarter of an hour (UTC) in which they came; without those written down from paper.</summary>
    public IReadOnlyList<(DateTime From, int People)> Quarters { get; private set; } = [];

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        await base.ReadAsync(cancellationToken);
        if (Performance is null)
        {
            return;
        }

        var here = Db.ScanEvents.Where(e => e.PerformanceId == Id || e.DoorOf == Id);
        var checkIns = Db.CheckIns.Where(c => c.Reservation.PerformanceId == Id);
        Inside = (await checkIns.SumAsync(c => c.People, cancellationToken), await checkIns.CountAsync(cancellationToken));
        Outcomes =
        [
            .. (await here.GroupBy(e => e.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken))
                .OrderByDescending(o => o.Count).ThenBy(o => o.Key).Select(o => (o.Key, o.Count)),
        ];
        Quarters = Arrivals.ByQuarter(await Db.ScanEvents.Where(e => e.PerformanceId == Id && e.People != 0)
            .OrderBy(e => e.Id).Select(e => new Arrival(e.ReservationId, e.At, e.Outcome, e.People)).ToListAsync(cancellationToken));
        var shown = Outcome is { } only ? here.Where(e => e.Outcome == only) : here;
        Scans = await shown.OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Select(e => new ScanLine(
                e.At, e.Outcome, e.People, e.Inside, e.ReservationId, e.Reservation!.Name, e.Reservation.Reference, e.StaffName, e.Door, e.DoorOf))
            .PageAsync(PageNumber, cancellationToken);
    }
}
