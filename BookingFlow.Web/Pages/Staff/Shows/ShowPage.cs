using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shows;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Base class of staff pages about one show.</summary>
public abstract class ShowPage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Null when the id is unknown.</summary>
    public Show? Show { get; private set; }

    /// <summary>The show's poster; null: it has none.</summary>
    public PosterView? Poster { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Show is null ? await base.RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    protected virtual async Task LoadAsync(CancellationToken cancellationToken)
    {
        Show = await Db.Shows.AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id, cancellationToken);
        Poster = await Db.Posters.Where(p => p.ShowId == Id)
            .Select(p => new PosterView(p.Id, p.AltText, p.Width, p.Height))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
