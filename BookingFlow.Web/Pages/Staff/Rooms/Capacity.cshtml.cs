using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>
/// A room's seats. Where fewer would be left than are confirmed, the people whom that concerns are shown before it can be
/// asked for all the same.
/// </summary>
public sealed class CapacityModel(BookingDbContext db, ChangeRoomCapacity change, TimeProvider clock) : RoomPage(db)
{
    [BindProperty]
    public string? Capacity { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>How many people without a seat were shown, by the button that wants it all the same.</summary>
    [BindProperty]
    public string? Accepted { get; set; }

    /// <summary>Performances that are still to come and whose seats change with the room's.</summary>
    public int Upcoming { get; private set; }

    /// <summary>What was refused for their sake.</summary>
    public IReadOnlyList<CutPerformance> Cut { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        Capacity = Room?.Capacity.ToString(CultureInfo.InvariantCulture);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(
            Id, Capacity, Reason, AcceptedSeats.Read(Accepted), await PersonAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/Rooms/Edit", Done.Saved, new { Id }) : await RefuseAsync(changed.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var page = await base.RefuseAsync(failure, cancellationToken);
        if (failure.Kind == FailureKind.SeatsBelowConfirmed && RoomSeats.Check(Capacity, Reason) is { Succeeded: true, Value: var seats })
        {
            Cut = await Db.CutAsync(Id, seats.Capacity, clock.GetUtcNow().UtcDateTime, cancellationToken);
        }

        return page;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        Upcoming = await Db.Performances.CountAsync(p => p.RoomId == Id && p.StartsAt > now && p.CancelledAt == null, cancellationToken);
    }
}
