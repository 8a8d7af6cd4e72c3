using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Renames a room, and links to everything else about it.</summary>
public sealed class EditModel(BookingDbContext db, RenameRoom rename) : RoomPage(db)
{
    [BindProperty]
    public string? RoomName { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        RoomName = Room?.Name;
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var renamed = await rename.RenameAsync(Id, RoomName, await ActorAsync(cancellationToken), cancellationToken);
        return renamed.Succeeded ? SeeOtherPage("/Staff/Rooms/Edit", Done.Saved, new { Id }) : await RefuseAsync(renamed.Failure, cancellationToken);
    }
}
