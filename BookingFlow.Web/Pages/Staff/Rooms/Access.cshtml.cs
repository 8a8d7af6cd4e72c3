using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Edits what a room offers to visitors with a disability, and the access places of new performances in it.</summary>
public sealed class AccessModel(BookingDbContext db, ChangeRoomAccess change) : RoomPage(db)
{
    [BindProperty]
    public bool StepFreeAccess { get; set; }

    [BindProperty]
    public bool InductionLoop { get; set; }

    [BindProperty]
    public string? WheelchairPlaces { get; set; }

    [BindProperty]
    public string? CompanionPlaces { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        if (Room is { } room)
        {
            (StepFreeAccess, InductionLoop) = (room.StepFreeAccess, room.InductionLoop);
            WheelchairPlaces = room.WheelchairPlaces.ToString(CultureInfo.InvariantCulture);
            CompanionPlaces = room.CompanionPlaces.ToString(CultureInfo.InvariantCulture);
        }

        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(
            Id, StepFreeAccess, InductionLoop, WheelchairPlaces, CompanionPlaces, await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/Rooms/Edit", Done.Saved, new { Id }) : await RefuseAsync(changed.Failure, cancellationToken);
    }
}
