using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Rooms;

/// <summary>Retires a room, or reopens it, after a confirmation.</summary>
public sealed class RetireModel(BookingDbContext db, RetireRoom retire) : RoomPage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var retired = await retire.RetireAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return retired.Succeeded
            ? SeeOtherPage("/Staff/Rooms/Edit", Done.Retired, new { Id })
            : await RefuseAsync(retired.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken)
    {
        var reopened = await retire.ReopenAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return reopened.Succeeded
            ? SeeOtherPage("/Staff/Rooms/Edit", Done.Reopened, new { Id })
            : await RefuseAsync(reopened.Failure, cancellationToken);
    }
}
