using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Edits a room's directions for visitors.</summary>
public sealed class WayModel(BookingDbContext db, ChangeDirections change) : RoomPage(db)
{
    [BindProperty]
    public string? Directions { get; set; }

    [BindProperty]
    public string? MapAddress { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        (Directions, MapAddress) = (Room?.DirectionsText, Room?.MapAddress);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(Id, Directions, MapAddress, await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/Rooms/Edit", Done.Saved, new { Id }) : await RefuseAsync(changed.Failure, cancellationToken);
    }
}
