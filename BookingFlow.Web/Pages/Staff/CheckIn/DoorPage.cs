using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Base class of pages at the door: provides the steward, the door setting and tonight's performances.</summary>
public abstract class DoorPage(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : StaffPage(db)
{
    private IReadOnlyList<DoorChoice>? _performances;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Tonight's performances, from which the door's performance is chosen. Empty before <see cref="LoadDoorAsync"/>.</summary>
    public IReadOnlyList<DoorChoice> Performances => _performances ?? [];

    /// <summary>The door setting of this device. A performance that is not tonight's is dropped.</summary>
    public DoorSetting Door => cookie.Read(HttpContext).LimitedTo(Performances);

    /// <summary>
    /// Performance to use when none was chosen: the one assigned to the door, else the only one of tonight. Null when there are none or several.
    /// </summary>
    protected int? DefaultPerformanceId => Door.PerformanceId ?? (Performances is [var only] ? only.Id : null);

    /// <summary>Whether the steward has the box office role, and so may undo any check-in and move a party.</summary>
    public bool MaySell => User.MaySell();

    /// <summary>Whether this device may check in a performance: a paired one only that which it was paired for.</summary>
    protected bool Serves(int performanceId) => User.PairedPerformanceId() is not { } only || only == performanceId;

    protected void SetDoor(DoorSetting door) => cookie.Set(door, HttpContext);

    protected async Task LoadDoorAsync(CancellationToken cancellationToken) =>
        _performances ??= [.. (await Db.DoorChoicesAsync(Now, cancellationToken)).Where(p => Serves(p.Id))];

    protected async Task<Steward> StewardAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        return (await ActorAsync(cancellationToken)).AsSteward(Door);
    }
}
