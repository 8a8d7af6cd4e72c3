using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>The figures of one performance, after the show: who reserved, came, stayed away, and gave seats back when.</summary>
public sealed class FiguresModel(BookingDbContext db) : PerformancePage(db)
{
    public AttendanceFigures Figures { get; private set; } = AttendanceFigures.None;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Figures = (await Db.AttendanceAsync(Db.Performances.Where(p => p.Id == Id), cancellationToken)).GetValueOrDefault(Id, AttendanceFigures.None);
    }
}
