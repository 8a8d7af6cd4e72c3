using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Base class of staff pages about one room.</summary>
public abstract class RoomPage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Null when the id is unknown.</summary>
    public Room? Room { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Room is null ? await base.RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    protected virtual async Task LoadAsync(CancellationToken cancellationToken) =>
        Room = await Db.Rooms.AsNoTracking().SingleOrDefaultAsync(r => r.Id == Id, cancellationToken);
}
