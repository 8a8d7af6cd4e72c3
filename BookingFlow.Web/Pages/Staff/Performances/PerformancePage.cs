using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Base class of staff pages about one performance. An unknown id is answered with NotFound, on GET and POST.</summary>
public abstract class PerformancePage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The performance with its show and room; null when the id is unknown.</summary>
    public Performance? Performance { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Performance is null ? await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (Performance is null)
        {
            await LoadAsync(cancellationToken);
        }

        return await base.RefuseAsync(Performance is null ? new Failure(FailureKind.NotFound) : failure, cancellationToken);
    }

    /// <summary>Reads the data that the page shows besides the form's input.</summary>
    protected virtual async Task LoadAsync(CancellationToken cancellationToken) =>
        Performance = await Db.Performances.AsNoTracking()
            .Include(p => p.Show)
            .Include(p => p.Room)
            .SingleOrDefaultAsync(p => p.Id == Id, cancellationToken);
}
