using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A place at the door: it knows who stands there, at which door, and what is played tonight.</summary>
public abstract class DoorPage(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : StaffPage(db)
{
    private IReadOnlyList<DoorChoice>? _performances;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Tonight's performances, to set the door to one.</summary>
    public IReadOnlyList<DoorChoice> Performances => _performances ?? [];

    /// <summary>What this device's door is set to. A door that was set to yesterday's performance is set to none.</summary>
    public DoorSetting Door => cookie.Read(HttpContext).Among(Performances);

    /// <summary>
    /// The performance that paper is of, where none was chosen: the door's own, else the only one of tonight; null: there is no such one.
    /// </summary>
    protected int? Here => Door.PerformanceId ?? (Performances is [var only] ? only.Id : null);

    /// <summary>Whether the person also looks after reservations, and so may undo any check-in and move a party.</summary>
    public bool MaySell => User.MaySell();

    protected void SetDoor(DoorSetting door) => cookie.Set(door, HttpContext);

    protected async Task LoadDoorAsync(CancellationToken cancellationToken) => _performances ??= await Db.DoorsAsync(Now, cancellationToken);

    protected async Task<Steward> StewardAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        return (await PersonAsync(cancellationToken)).At(Door);
    }
}
