using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>The waiting list of a performance in its order, with those that got seats, left, or were passed over.</summary>
public sealed class WaitingModel(BookingDbContext db, BookingRules rules, TimeProvider clock) : PerformancePage(db)
{
    /// <summary>All parties that have joined, in the order of joining.</summary>
    public IReadOnlyList<WaitingLine> Lines { get; private set; } = [];

    /// <summary>When the waiting list closes; UTC.</summary>
    public DateTime ClosesAt => rules.WaitingListClosesAt(Performance!.StartsAt);

    public bool IsClosed => clock.GetUtcNow().UtcDateTime >= ClosesAt;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var lines = await Db.Reservations
            .Where(r => r.PerformanceId == Id && r.WaitingSince != null)
            .InOrderOfWaiting()
            .Select(r => new WaitingLine(r.Id, r.Name, r.Reference, r.PartySize, r.SmallestParty ?? r.PartySize, r.WaitingSince!.Value, r.Status))
            .ToListAsync(cancellationToken);
        Lines =
        [
            .. lines.Select((line, index) => line with
            {
                PassedOver = lines.Skip(index + 1).Count(later => later.Status == ReservationStatus.Confirmed),
            }),
        ];
    }
}
