using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A place of the back office that is about one performance: unknown ones are not found, by GET and by POST.</summary>
public abstract class OnePerformancePage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>With its show and room, as read for this page; null: there is none.</summary>
    public Performance? Performance { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        return Performance is null ? await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (Performance is null)
        {
            await ReadAsync(cancellationToken);
        }

        return await base.RefuseAsync(Performance is null ? new Failure(FailureKind.NotFound) : failure, cancellationToken);
    }

    /// <summary>Reads what the page shows beside what was typed.</summary>
    protected virtual async Task ReadAsync(CancellationToken cancellationToken) =>
        Performance = await Db.Performances.AsNoTracking()
            .Include(p => p.Show)
            .Include(p => p.Room)
            .SingleOrDefaultAsync(p => p.Id == Id, cancellationToken);
}
