using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>
/// Changes a room's capacity. When it would fall below confirmed people, the affected parties are listed, and the change needs an
/// explicit confirmation.
/// </summary>
public sealed class CapacityModel(BookingDbContext db, ChangeRoomCapacity change, TimeProvider clock) : RoomPage(db)
{
    [BindProperty]
    public string? Capacity { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>
    /// Acknowledged shortfall: the number of people without a seat that was displayed, sent by the override button. Empty: no override.
    /// </summary>
    [BindProperty]
    public string? Accepted { get; set; }

    /// <summary>Number of upcoming performances in this room that are not cancelled; their seats change with the room's.</summary>
    public int Upcoming { get; private set; }

    /// <summary>Performances that the refused change would leave with fewer seats than confirmed people.</summary>
    public IReadOnlyList<CapacityShortfall> Shortfalls { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        Capacity = Room?.Capacity.ToString(CultureInfo.InvariantCulture);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(
            Id, Capacity, Reason, AcknowledgedShortfall.Parse(Accepted), await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/Rooms/Edit", Done.Saved, new { Id }) : await RefuseAsync(changed.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var page = await base.RefuseAsync(failure, cancellationToken);
        if (failure.Kind == FailureKind.SeatsBelowConfirmed && RoomSeats.Check(Capacity, Reason) is { Succeeded: true, Value: var seats })
        {
            Shortfalls = await Db.CapacityShortfallsAsync(Id, seats.Capacity, clock.GetUtcNow().UtcDateTime, cancellationToken);
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
