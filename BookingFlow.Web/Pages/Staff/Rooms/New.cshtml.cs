using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Adds a room.</summary>
public sealed class NewModel(BookingDbContext db, AddRoom addRoom) : StaffPage(db)
{
    [BindProperty]
    public string? RoomName { get; set; }

    [BindProperty]
    public string? Capacity { get; set; }

    public void OnGet()
    {
        // The empty form.
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var added = await addRoom.AddAsync(RoomName, Capacity, await ActorAsync(cancellationToken), cancellationToken);
        return added.Succeeded ? SeeOtherPage("/Staff/Rooms/Index", Done.Added) : await RefuseAsync(added.Failure, cancellationToken);
    }
}
